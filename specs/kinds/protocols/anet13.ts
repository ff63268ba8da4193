/** Protocol `anet13`. */
import { kind } from "../kind.ts";
import { protocolOptions } from "./protocol.ts";
import { ACTIVITYNET } from "./thresholds.ts";

/** ActivityNet 1.3 as its toolkit evaluates. */
export const anet13 = kind({
  kind: "anet13",
  summary: "ActivityNet 1.3 in seconds, as its toolkit evaluates",
  options: protocolOptions(ACTIVITYNET),
});
