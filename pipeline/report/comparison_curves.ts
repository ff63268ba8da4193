/** Curves of variants over training: mean, least and greatest over their seeds. */
import { join } from "node:path";
import type { ScoredRun } from "../comparison/finished_runs.ts";
import type { RunGroup } from "../comparison/groups.ts";
import { isThere, readText } from "../files/reading.ts";
import type { ScoreMetric } from "../runs/metric.ts";
import { checkLines, type StepLine, wholeLines } from "../runs/metrics_file.ts";
import { type Point, thinPoints } from "./charts/thin.ts";
import type { ComparisonData, ScalarCurves, SeedPoint } from "./comparison_data.ts";
import { isDrawable } from "./drawable.ts";

/** Points of a curve. */
const POINTS = 150;

/** The scalars of a run by name. */
type Scalars = ReadonlyMap<string, readonly Point[]>;

/**
 * The curves of all groups.
 *
 * @param metric What is drawn of the evaluations, where runs have several.
 * @throws {UserError} When the metrics of a run cannot be used.
 */
export async function comparisonCurves(
  groups: readonly RunGroup[],
  metric: ScoreMetric,
): Promise<ComparisonData["curves"]> {
  const all = await Promise.all(
    groups.map(async ({ runs, recipe }) => {
      const lines = await Promise.all(runs.map(stepsOf));
      const weighted = new Set(
        recipe.program.losses.filter(({ weight }) => weight !== 0).map(({ name }) => name),
      );
      return {
        evaluations: runs.map((run) => evaluationsOf(run, metric)),
        losses: lines.map((steps) =>
          scalarsOf(steps, ({ total, losses }) => ({
            total,
            ...Object.fromEntries(Object.entries(losses).filter(([name]) => weighted.has(name))),
          }))
        ),
        logged: lines.map((steps) => scalarsOf(steps, ({ logged }) => logged)),
      };
    }),
  );
  return {
    evaluations: curvesOf(all.map(({ evaluations }) => evaluations)),
    losses: curvesOf(all.map(({ losses }) => losses)),
    logged: curvesOf(all.map(({ logged }) => logged)),
  };
}

async function stepsOf({ folder }: ScoredRun): Promise<StepLine[]> {
  const file = join(folder, "metrics.jsonl");
  if (!isThere(file)) return [];
  return checkLines(wholeLines(await readText(file)), file).flatMap(({ line }) =>
    "losses" in line ? [line] : []
  );
}

function evaluationsOf({ evaluations }: ScoredRun, { label, valueOf }: ScoreMetric): Scalars {
  if (evaluations.length < 2) return new Map();
  return new Map([[label, evaluations.map((line) => ({ step: line.step, value: valueOf(line) ?? NaN }))]]);
}

function scalarsOf(
  steps: readonly StepLine[],
  valuesOf: (line: StepLine) => Readonly<Record<string, number>>,
): Scalars {
  const scalars = new Map<string, Point[]>();
  for (const line of steps) {
    for (const [name, value] of Object.entries(valuesOf(line))) {
      const points = scalars.get(name) ?? [];
      scalars.set(name, points);
      points.push({ step: line.step, value });
    }
  }
  return scalars;
}

/** @param groups The scalars of every run of every variant. */
function curvesOf(groups: readonly (readonly Scalars[])[]): ScalarCurves[] {
  const names = new Set(groups.flat().flatMap((scalars) => [...scalars.keys()]));
  return [...names].map((name) => ({
    name,
    curves: groups.flatMap((runs, variant) => {
      const points = overSeeds(runs.flatMap((scalars) => scalars.has(name) ? [scalars.get(name)!] : []));
      return points.length > 0 ? [{ variant, points }] : [];
    }),
  }));
}

/** Each seed is thinned by itself, so that the band is of seeds and not of steps. */
export function overSeeds(runs: readonly (readonly Point[])[]): SeedPoint[] {
  const thin = runs.flatMap((points) => thinPoints(points, POINTS))
    .filter(({ step, value }) => isDrawable(step) && isDrawable(value));
  return [...Map.groupBy(thin, ({ step }) => step)].sort(([a], [b]) => a - b).map(([step, points]) => {
    const values = points.map(({ value }) => value);
    return {
      step,
      value: values.reduce((sum, value) => sum + value, 0) / values.length,
      low: Math.min(...values),
      high: Math.max(...values),
      seeds: values.length,
    };
  });
}
