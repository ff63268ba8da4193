/** How every evaluation protocol runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { anet12 } from "./anet12.ts";
import type { ProtocolRules } from "./protocol.ts";
import { thumos14Seconds } from "./thumos14_seconds.ts";

/** The protocols by kind. */
export const PROTOCOL_RUNS: ReadonlyMap<string, KindRun<ProtocolRules>> = family(thumos14Seconds, anet12);
