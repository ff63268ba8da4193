/** Protocol `thumos14_toolkit`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { THUMOS14 } from "./thresholds.ts";

/** THUMOS14 as its own toolkit evaluates. */
export const thumos14Toolkit = protocol({
  kind: "thumos14_toolkit",
  summary: "THUMOS14 in seconds, as its own toolkit evaluates",
  options: protocolOptions({ ...THUMOS14, ambiguous: "neutral", match: "toolkit", ap: "raw" }),
});
