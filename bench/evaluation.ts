/** Benchmark of evaluation: from the score maps of a test split to its mAP. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import type { Detection } from "../pipeline/annotations/detection.ts";
import { evaluate } from "../pipeline/evaluation/evaluation.ts";
import { localize } from "../pipeline/inference/localize.ts";
import { findProposals } from "../pipeline/inference/proposals.ts";
import { createScoreMaps } from "../pipeline/inference/score_maps.ts";
import { selectClasses } from "../pipeline/inference/select_classes.ts";
import { createKind } from "../pipeline/kinds/kind.ts";
import { scoredOn, streamsOf, THRESHOLDED } from "../specs/recipe/inference.ts";
import { KINDS } from "../pipeline/kinds/mod.ts";
import { detectionsOf } from "../pipeline/inference/detections.ts";
import { protocolOf } from "../pipeline/runs/test_split.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import type { Recipe } from "../specs/recipe/mod.ts";
import { thumos14Split } from "./lengths.ts";
import { type MappedSplit, mapSplit } from "./mapped_split.ts";
import { peakGb } from "./process.ts";
import { MAP_STYLES } from "./score_maps.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface EvaluationOptions {
  /** A recipe for the classes of THUMOS14, its file relative to the repository's root. */
  readonly recipe: string;
  readonly set?: readonly string[];
  /** Annotations with durations; without them, test videos are drawn. */
  readonly annotations?: string | undefined;
  /** How many of the test videos; all, unless stated. */
  readonly videos?: number;
  readonly rounds?: number;
}

/** Times are medians. */
export interface EvaluationResult {
  readonly recipe: string;
  /** From maps to mAP: the slower of smooth maps and rough ones. */
  readonly seconds: number;
  readonly smooth_seconds: number;
  readonly rough_seconds: number;
  /** The first evaluation of the process. */
  readonly first_seconds: number;
  readonly videos: number;
  /** Segments before suppression: the fewer of smooth and rough maps. */
  readonly proposals: number;
  readonly smooth: StyleResult;
  readonly rough: StyleResult;
  readonly peak_rss_gb: number;
  readonly notes: readonly string[];
}

/** What maps of one style give. */
export interface StyleResult {
  /** Segments before suppression. */
  readonly proposals: number;
  /** Segments after it. */
  readonly segments: number;
  /** Seconds of each part: scaled and upsampled maps, their segments with scores, suppression, mAP. */
  readonly phases: Readonly<Record<"maps" | "segments" | "suppression" | "map", number>>;
}

/** Evaluations before anything counts. */
const WARM_UP = 1;

/** Measures localization and mAP of a test split by `recipe`, in smooth maps and in rough ones. */
export async function benchEvaluation(
  { recipe: file, set = [], annotations, videos: count, rounds = 5 }: EvaluationOptions,
): Promise<EvaluationResult> {
  const program = compileRecipe(join(ROOT, file), { set, read: readTextSync });
  const { recipe } = program;
  const videos = (await thumos14Split("test", annotations)).slice(0, count);
  const smooth = measure(recipe, mapSplit(program, videos, MAP_STYLES.smooth), rounds);
  const rough = measure(recipe, mapSplit(program, videos, MAP_STYLES.rough), rounds);
  return {
    recipe: recipe.name,
    seconds: Math.max(smooth.seconds, rough.seconds),
    smooth_seconds: smooth.seconds,
    rough_seconds: rough.seconds,
    first_seconds: smooth.first,
    videos: videos.length,
    proposals: Math.min(smooth.result.proposals, rough.result.proposals),
    smooth: smooth.result,
    rough: rough.result,
    peak_rss_gb: rounded(peakGb()),
    notes: [noteOf("smooth", smooth), noteOf("rough", rough)],
  };
}

interface Measured {
  readonly seconds: number;
  readonly first: number;
  readonly result: StyleResult;
}

function measure(recipe: Recipe, split: MappedSplit, rounds: number): Measured {
  const times = Array.from({ length: WARM_UP + rounds }, () => evaluateSplit(recipe, split));
  const parts = Array.from({ length: rounds }, () => localizeInParts(recipe, split));
  const counted = times.slice(WARM_UP);
  const phase = (seconds: readonly number[]) => rounded(median(seconds));
  return {
    seconds: phase(counted.map(({ seconds }) => seconds)),
    first: rounded(times[0]!.seconds),
    result: {
      proposals: parts[0]!.proposals,
      segments: times[0]!.segments,
      phases: {
        maps: phase(parts.map(({ maps }) => maps)),
        segments: phase(parts.map(({ segments }) => segments)),
        suppression: phase(parts.map(({ suppression }) => suppression)),
        map: phase(counted.map(({ map }) => map)),
      },
    },
  };
}

/** What `run` does with the maps of its test videos; seconds of all and of mAP. */
function evaluateSplit(recipe: Recipe, { videos, groundTruth }: MappedSplit) {
  const watch = createStopwatch();
  const detections: Detection[] = [];
  for (const { video, maps } of videos) {
    const localization = localize(maps, recipe.inference);
    detections.push(...detectionsOf({ video, localization }, groundTruth.classes));
  }
  const localized = watch();
  evaluate(groundTruth, detections, protocolOf(recipe));
  const map = watch();
  return { seconds: localized + map, map, segments: detections.length };
}

/** What `localize()` does, in seconds of each part. */
function localizeInParts({ inference }: Recipe, { videos }: MappedSplit) {
  const { score, suppress: chosen } = inference;
  const [, { classes, proposals: groups }] = streamsOf(inference)[0]!;
  const suppress = createKind(KINDS.suppressions, chosen);
  const seconds = { maps: 0, segments: 0, suppression: 0 };
  let proposals = 0;
  const watch = createStopwatch();
  for (const { maps: { signals, secondsPerSample } } of videos) {
    const scores = signals.get(classes.from)!.data;
    const chosen = selectClasses(scores, classes);
    const maps = createScoreMaps(signals, inference);
    for (const classIndex of chosen) {
      for (const group of Object.values(groups)) {
        maps.upsampled(group.group_on, classIndex);
        for (const [map] of scoredOn(group)) {
          maps.sums(map === THRESHOLDED ? group.group_on : map, classIndex);
        }
      }
    }
    seconds.maps += watch();
    const found = chosen.map((classIndex) => {
      const sources = { maps, classIndex, videoScore: scores[classIndex]!, secondsPerSample };
      return findProposals(sources, { proposals: groups, score });
    });
    seconds.segments += watch();
    for (const columns of found) {
      suppress(columns, secondsPerSample * inference.upsample);
      proposals += columns.scores.length;
    }
    seconds.suppression += watch();
  }
  return { ...seconds, proposals };
}

/** Seconds since the call before. */
function createStopwatch(): () => number {
  let before = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - before) / 1000;
    before = now;
    return seconds;
  };
}

function noteOf(name: string, { seconds, result: { proposals, segments, phases } }: Measured): string {
  const parts = Object.entries(phases).map(([phase, time]) => `${phase} ${time.toFixed(3)}`);
  const counts = `${proposals.toLocaleString("en-US")} segments, ${segments.toLocaleString("en-US")} kept`;
  return `evaluation of ${name} maps: ${counts}, ${seconds.toFixed(3)} s (${parts.join(", ")})`;
}
