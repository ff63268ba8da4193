/** The videos on which variants differ most, and what each variant finds in them. */
// @ts-types="@types/d3-array"
import { mean } from "d3-array";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import type { ScoredRun } from "../comparison/finished_runs.ts";
import type { RunGroup } from "../comparison/groups.ts";
import type { Predicted } from "../comparison/predicted.ts";
import { truthDurations } from "../runs/scored_truth.ts";
import type { ComparedVideo, VariantVideo } from "./comparison_data.ts";
import { scoresAlone } from "./scores_alone.ts";

/** How many videos are shown. */
export const SHOWN_VIDEOS = 6;

/** Points that come of computing in another order. */
const ROUNDING = 1e-9;

/** A variant whose videos are scored. */
interface ScoredVariant {
  readonly variant: number;
  /** mAP of each video alone, by its id, for each seed. */
  readonly runs: readonly { readonly run: ScoredRun; readonly scores: ReadonlyMap<string, number> }[];
}

/**
 * The videos with the largest spread over the variants of the mAP that each video has alone, the largest first; those on
 * which all variants are alike are left out. Segments are those of the seed on which they differ most, of those that all have.
 */
export async function comparedVideos(
  groups: readonly RunGroup[],
  predicted: ReadonlyMap<ScoredRun, Predicted>,
): Promise<{ readonly videos: ComparedVideo[]; readonly scored: number }> {
  const variants = groups.flatMap(({ runs, recipe: { protocols } }, variant): ScoredVariant[] => {
    const known = runs.flatMap((run) => {
      const found = predicted.get(run);
      if (!found) return [];
      return [{ run, scores: scoresAlone(found.truth, found.detections, run.protocol, protocols) }];
    });
    return known.length > 0 ? [{ variant, runs: known }] : [];
  });
  const [first] = variants;
  if (!first || variants.length < 2) return { videos: [], scored: 0 };
  const { run: { folder }, scores } = first.runs[0]!;
  const { truth } = predicted.get(first.runs[0]!.run)!;
  const shared = first.runs.map(({ run }) => run.seed)
    .filter((seed) => variants.every(({ runs }) => runs.some(({ run }) => run.seed === seed)));
  const ranked = [...scores.keys()].map((id) => {
    const means = variants.map(({ runs }) => mean(runs, ({ scores }) => scores.get(id)) ?? NaN);
    return { id, means, spread: Math.max(...means) - Math.min(...means) };
  }).filter(({ spread }) => spread > ROUNDING).sort((a, b) => b.spread - a.spread);
  const durations = await truthDurations(folder);
  const videos = ranked.slice(0, SHOWN_VIDEOS).map(({ id, means, spread }) => {
    const shown = annotated(truth, id);
    const seed = widestSeed(shared, id, variants);
    return {
      id,
      duration: durations.get(id) ?? NaN,
      ...shown,
      spread,
      variants: variants.map((each, i) => ({
        variant: each.variant,
        mean: means[i]!,
        ...drawnRun(each, { id, seed, predicted, labels: shown.labels }),
      })),
    };
  });
  return { videos, scored: scores.size };
}

/** The seed on which a video shows most of what it differs by. */
function widestSeed(
  seeds: readonly number[],
  id: string,
  variants: readonly ScoredVariant[],
): number | undefined {
  const width = (seed: number) => {
    const scores = variants.map(({ runs }) =>
      runs.find(({ run }) => run.seed === seed)!.scores.get(id) ?? NaN
    );
    return Math.max(...scores) - Math.min(...scores);
  };
  return seeds.toSorted((a, b) => width(b) - width(a))[0];
}

function annotated({ videos }: GroundTruth, id: string): Pick<ComparedVideo, "labels" | "groundTruth"> {
  const groundTruth = videos.get(id)!.map(({ label, start, end }) => ({ label, start, end }));
  return { groundTruth, labels: [...new Set(groundTruth.map(({ label }) => label))] };
}

function drawnRun(
  { runs }: ScoredVariant,
  { id, seed, predicted, labels }: {
    readonly id: string;
    readonly seed: number | undefined;
    readonly predicted: ReadonlyMap<ScoredRun, Predicted>;
    readonly labels: readonly string[];
  },
): Pick<VariantVideo, "seed" | "score" | "detections"> {
  const { run, scores } = runs.find(({ run }) => run.seed === seed) ?? runs[0]!;
  const { detections } = predicted.get(run)!;
  return {
    seed: run.seed,
    score: scores.get(id) ?? NaN,
    detections: detections.filter(({ video, label }) => video === id && labels.includes(label))
      .map(({ label, start, end, score }) => ({ label, start, end, score })),
  };
}
