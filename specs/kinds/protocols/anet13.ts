/** Protocol `anet13`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { ACTIVITYNET, ACTIVITYNET_DIAGNOSIS } from "./thresholds.ts";

/** ActivityNet 1.3 as its toolkit evaluates. */
export const anet13 = protocol({
  kind: "anet13",
  summary: "ActivityNet 1.3 in seconds, as its toolkit evaluates",
  options: protocolOptions(ACTIVITYNET),
  diagnosis: ACTIVITYNET_DIAGNOSIS,
});
