/** How every schedule runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import { linear } from "./linear.ts";
import type { Schedule } from "./schedule.ts";
import { step } from "./step.ts";

/** The schedules by kind. */
export const SCHEDULE_RUNS: ReadonlyMap<string, KindRun<Schedule>> = family(
  constant,
  step,
  linear,
  cosine,
);
