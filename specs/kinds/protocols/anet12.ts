/** Protocol `anet12`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { ACTIVITYNET, ACTIVITYNET_DIAGNOSIS } from "./thresholds.ts";

/** ActivityNet 1.2 as its toolkit evaluates. */
export const anet12 = protocol({
  kind: "anet12",
  summary: "ActivityNet 1.2 in seconds, as its toolkit evaluates",
  options: protocolOptions(ACTIVITYNET),
  diagnosis: ACTIVITYNET_DIAGNOSIS,
});
