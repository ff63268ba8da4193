/** Protocol `anet12`. */
import { kind } from "../kind.ts";
import { protocolOptions } from "./protocol.ts";
import { ACTIVITYNET } from "./thresholds.ts";

/** ActivityNet 1.2 as its toolkit evaluates. */
export const anet12 = kind({
  kind: "anet12",
  summary: "ActivityNet 1.2 in seconds, as its toolkit evaluates",
  options: protocolOptions(ACTIVITYNET),
});
