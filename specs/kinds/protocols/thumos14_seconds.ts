/** Protocol `thumos14_seconds`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { THUMOS14 } from "./thresholds.ts";

/** THUMOS14 as most weakly-supervised methods evaluate. */
export const thumos14Seconds = protocol({
  kind: "thumos14_seconds",
  summary: "THUMOS14 in seconds, as most weakly-supervised methods evaluate",
  options: protocolOptions(THUMOS14),
});
