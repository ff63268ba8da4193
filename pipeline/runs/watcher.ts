/** What is told of a run while it goes. */
import type { StepReport } from "../training/train.ts";
import type { EvaluationLine, MetricsLine } from "./metrics_file.ts";

/** Is told how a run goes. */
export interface RunWatcher {
  trained(report: StepReport): void;
  /** How many test videos were looked at after a step; before training, after step 0. */
  tested(step: number, videos: number): void;
  evaluated(line: EvaluationLine): void;
  /** A line is in `metrics.jsonl`; of a run that goes on, those that were there first. */
  written?(line: MetricsLine): void;
  /** Something that a person should know: a model that runs slower than it could, a logged value that is NaN. */
  warned?(message: string): void;
}
