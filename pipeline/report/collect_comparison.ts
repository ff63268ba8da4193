/** Collects what the page about a sweep or a comparison shows. */
import { statedText } from "../../specs/diff/mod.ts";
import { count } from "../annotations/layout.ts";
import type { FailedRun } from "../comparison/find_runs.ts";
import type { ScoredRun } from "../comparison/finished_runs.ts";
import { differencesOf, type RunGroup } from "../comparison/groups.ts";
import type { RunComparison } from "../comparison/run_comparison.ts";
import { comparisonCurves } from "./comparison_curves.ts";
import type { ComparisonData, ReportRun, ReportVariant } from "./comparison_data.ts";
import { comparedVideos } from "./comparison_videos.ts";

/** What else the page shows. */
export interface ComparisonSources extends Pick<ComparisonData, "title" | "notes"> {
  readonly failed: readonly FailedRun[];
  /** How a run is named and linked. */
  describe(run: ScoredRun): Omit<ReportRun, "seed">;
}

/**
 * Gathers what the files of compared runs say: nothing is computed by a model.
 *
 * @throws {UserError} When a file of a run cannot be used.
 */
export async function collectComparison(
  comparison: RunComparison,
  { describe, ...sources }: ComparisonSources,
): Promise<ComparisonData> {
  const { groups, baseline, protocol, predicted, metrics, margin, draws, main } = comparison;
  const { groundTruth } = baseline.runs[0]!;
  const { videos, scored } = await comparedVideos(groups, predicted);
  return {
    ...sources,
    baseline: baseline.name,
    protocol: protocol.kind,
    scored: groundTruth &&
      `${count(groundTruth.videos, "video")} with ${
        count(groundTruth.instances, "instance")
      } of "${groundTruth.subset}"`,
    margin,
    draws,
    variants: groups.map((group) => variantOf(group, baseline, describe)),
    metrics,
    perTiou: comparison.perTiou(),
    curves: await comparisonCurves(groups, main),
    videos,
    scoredVideos: scored,
  };
}

function variantOf(
  group: RunGroup,
  baseline: RunGroup,
  describe: ComparisonSources["describe"],
): ReportVariant {
  return {
    name: group.name,
    differences: differencesOf(baseline.recipe, group.recipe).map(({ path, was, now }) => ({
      path: path.join("."),
      was: was ? statedText(was) : "absent",
      now: now ? statedText(now) : "absent",
    })),
    runs: group.runs.map((run) => ({ seed: run.seed, ...describe(run) })),
  };
}
