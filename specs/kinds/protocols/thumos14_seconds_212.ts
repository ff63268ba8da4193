/** Protocol `thumos14_seconds_212`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { THUMOS14 } from "./thresholds.ts";

/** `thumos14_seconds` over all test videos with an instance. */
export const thumos14Seconds212 = protocol({
  kind: "thumos14_seconds_212",
  summary: "THUMOS14 in seconds over 212 test videos, two more than thumos14_seconds",
  options: protocolOptions({ ...THUMOS14, videos: 212 }),
});
