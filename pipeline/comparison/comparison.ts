/** Methods compared with a baseline: what every form of output says. */
import type { ScoreMetric } from "../runs/metric.ts";
import type { EvaluationLine } from "../runs/metrics_file.ts";
import { drawnInterval, type DrawnMaps } from "./bootstrap.ts";
import type { ScoredRun } from "./finished_runs.ts";
import type { RunGroup } from "./groups.ts";
import { adjustByHolm } from "./holm.ts";
import { type ConfidenceInterval, type PairedDifference, pairedDifference } from "./paired.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { type Verdict, verdictOn } from "./verdict.ts";

/** One metric of every method. */
export interface ComparedMetric {
  readonly metric: string;
  readonly label: string;
  readonly rows: readonly ComparedGroup[];
}

/** A method. */
export interface ComparedGroup extends Spread {
  readonly name: string;
  /** By seed. */
  readonly values: readonly { readonly seed: number; readonly value: number }[];
  /** After the last step, and at the step that is best on the test videos; where runs were evaluated on the way. */
  readonly last?: Spread | undefined;
  readonly best?: Spread | undefined;
  /** Absent of the baseline. */
  readonly difference?: ComparedDifference | undefined;
}

/** A method less its baseline. */
export interface ComparedDifference extends PairedDifference {
  /** The seeds that both have. */
  readonly seeds: readonly number[];
  /** `p` among all variants, by Holm. */
  readonly pAdjusted?: number | undefined;
  /** Over draws of seeds and videos; of videos alone where there is one seed. */
  readonly drawn?: ConfidenceInterval | undefined;
  readonly verdict: Verdict;
}

/** How methods are compared. */
export interface ComparisonOptions {
  /** The smallest difference that counts as one, in percent. */
  readonly margin: number;
  /** mAP on draws of videos, of the runs of which it is known. */
  readonly drawn: ReadonlyMap<ScoredRun, DrawnMaps>;
}

/** Compares groups by a metric with the one of them that is the baseline. */
export function compareGroups(
  groups: readonly RunGroup[],
  baseline: RunGroup,
  metric: ScoreMetric,
  options: ComparisonOptions,
): ComparedMetric {
  const variants = groups.filter((group) => group !== baseline);
  const pairs = variants.map((variant) => pairsOf(baseline, variant, metric));
  const differences = pairs.map((each) =>
    pairedDifference(each.map(({ difference }) => difference), options.margin)
  );
  const tested = differences.filter(({ p }) => p !== undefined);
  const [p, pEquivalent] = (["p", "pEquivalent"] as const).map((name) =>
    new Map(adjustByHolm(tested.map((each) => each[name]!)).map((value, i) => [tested[i]!, value]))
  );
  const compared = new Map(variants.map((variant, i) => {
    const difference = differences[i]!;
    const drawn = drawnOf(pairs[i]!, metric, options);
    const adjusted = p!.has(difference)
      ? { p: p!.get(difference)!, pEquivalent: pEquivalent!.get(difference)! }
      : undefined;
    const { margin } = options;
    const verdict = verdictOn({ ...difference, adjusted, drawn, margin, tests: tested.length });
    const seeds = pairs[i]!.map(({ seed }) => seed);
    return [variant, { ...difference, seeds, pAdjusted: adjusted?.p, drawn, verdict }];
  }));
  return {
    metric: metric.name,
    label: metric.label,
    rows: groups.map((group) => ({ ...groupRow(group, metric), difference: compared.get(group) })),
  };
}

/** Two runs of one seed. */
interface Pair {
  readonly seed: number;
  readonly difference: number;
  readonly variant: ScoredRun;
  readonly baseline: ScoredRun;
}

function pairsOf(baseline: RunGroup, { runs }: RunGroup, { valueOf }: ScoreMetric): Pair[] {
  const before = new Map(baseline.runs.map((run) => [run.seed, run]));
  return runs.flatMap((variant) => {
    const { seed } = variant;
    const run = before.get(seed);
    const [was, now] = [run && valueOf(run.scores), valueOf(variant.scores)];
    if (run === undefined || was === undefined || now === undefined) return [];
    return [{ seed, difference: now - was, variant, baseline: run }];
  });
}

function drawnOf(
  pairs: readonly Pair[],
  { over }: ScoreMetric,
  { drawn }: ComparisonOptions,
): ConfidenceInterval | undefined {
  const found = pairs.flatMap((pair) => {
    const [variant, baseline] = [drawn.get(pair.variant), drawn.get(pair.baseline)];
    return variant && baseline ? [{ variant, baseline }] : [];
  });
  const thresholds = pairs[0]?.variant.protocol.thresholds.length;
  // Of some of the pairs alone it would be of other seeds than the rest of the row.
  if (!over || thresholds === undefined || found.length < pairs.length) return undefined;
  return drawnInterval(found, thresholds, over);
}

function groupRow({ name, runs }: RunGroup, metric: ScoreMetric): ComparedGroup {
  const values = runs.flatMap(({ seed, scores }) => {
    const value = metric.valueOf(scores);
    return value === undefined ? [] : [{ seed, value }];
  });
  const several = runs.every(({ evaluations }) => evaluations.length > 1);
  const spread = (choose: (run: ScoredRun) => EvaluationLine) =>
    spreadOf(runs.flatMap((run) => metric.valueOf(choose(run)) ?? []));
  return {
    name,
    ...spreadOf(values.map(({ value }) => value)),
    values,
    ...(several && { last: spread(({ evaluations }) => evaluations.at(-1)!), best: spread(bestEvaluation) }),
  };
}

/** The evaluation that is best by the average of the run, the first of equals. */
function bestEvaluation({ evaluations, by, protocol }: ScoredRun): EvaluationLine {
  const averageOf = ({ averages, average }: EvaluationLine) =>
    averages?.[by] ?? (by === protocol.headline ? average : -Infinity);
  return evaluations.reduce((a, b) => averageOf(b) > averageOf(a) ? b : a);
}
