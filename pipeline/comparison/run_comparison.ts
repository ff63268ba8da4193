/** Runs compared by some metrics: what the terminal, every form of table and the page are made of. */
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { metricMistake, metricNamed, metricsPerTiou, type ScoreMetric } from "../runs/metric.ts";
import { type ComparedMetric, compareGroups } from "./comparison.ts";
import { drawRuns } from "./draw_runs.ts";
import type { ScoredRun } from "./finished_runs.ts";
import type { RunGroup } from "./groups.ts";
import { type Predicted, type PredictedRuns, readPredicted } from "./predicted.ts";

/** How runs are compared. */
export interface ComparingOptions {
  /** Names of metrics; the first decides where one does. */
  readonly metrics: readonly string[];
  /** The smallest difference that counts as one, in percent. */
  readonly margin: number;
  /** Draws of seeds and videos. */
  readonly draws: number;
}

/** Methods compared with one of them. */
export interface RunComparison extends Omit<ComparingOptions, "metrics"> {
  readonly groups: readonly RunGroup[];
  readonly baseline: RunGroup;
  readonly protocol: Protocol;
  /** The first of the metrics. */
  readonly main: ScoreMetric;
  readonly metrics: readonly ComparedMetric[];
  /** The same at each tIoU of the protocol. */
  perTiou(): ComparedMetric[];
  readonly predicted: ReadonlyMap<ScoredRun, Predicted>;
  /** Runs whose predictions are not known. */
  readonly without: readonly ScoredRun[];
}

/**
 * Compares groups with one of them.
 *
 * @param read What their runs predicted, where that was read before.
 * @throws {UserError} With all unknown metrics, or when files of a run cannot be used.
 */
export async function compareRuns(
  groups: readonly RunGroup[],
  baseline: RunGroup,
  { metrics: names, margin, draws }: ComparingOptions,
  read?: PredictedRuns,
): Promise<RunComparison> {
  const { protocol } = baseline.runs[0]!;
  const mistakes = names.flatMap((name) => metricMistake(name, protocol) ?? []);
  if (mistakes.length > 0) throw new UserError("Cannot compare", mistakes);
  const wanted = names.map((name) => metricNamed(name, protocol));
  const { predicted, without } = read ?? await readPredicted(groups);
  const drawn = drawRuns(groups, predicted, draws);
  const compare = (metric: ScoreMetric) => compareGroups(groups, baseline, metric, { margin, drawn });
  return {
    groups,
    baseline,
    protocol,
    main: wanted[0]!,
    metrics: wanted.map(compare),
    perTiou: () => metricsPerTiou(protocol).map(compare),
    predicted,
    without,
    margin,
    draws,
  };
}
