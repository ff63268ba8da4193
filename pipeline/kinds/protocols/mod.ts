/** How every evaluation protocol runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { anet12 } from "./anet12.ts";
import { anet13 } from "./anet13.ts";
import type { ProtocolRules } from "./protocol.ts";
import { thumos14GridBest } from "./thumos14_grid_best.ts";
import { thumos14GridFirst } from "./thumos14_grid_first.ts";
import { thumos14GridGreedy } from "./thumos14_grid_greedy.ts";
import { thumos14Seconds } from "./thumos14_seconds.ts";
import { thumos14Seconds212 } from "./thumos14_seconds_212.ts";
import { thumos14Toolkit } from "./thumos14_toolkit.ts";

/** The protocols by kind. */
export const PROTOCOL_RUNS: ReadonlyMap<string, KindRun<ProtocolRules>> = family(
  thumos14Seconds,
  thumos14Seconds212,
  thumos14GridGreedy,
  thumos14GridBest,
  thumos14GridFirst,
  thumos14Toolkit,
  anet12,
  anet13,
);
