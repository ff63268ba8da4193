/** The videos of a data set of full size: their lengths and what happens in them. */
import { collectMistakes } from "../../../annotations/mistakes.ts";
import type { AnnotatedVideo } from "../../../annotations/annotated_video.ts";
import { permutation } from "../../../random/draw.ts";
import { streamKey } from "../../../random/stream.ts";
import { labelIndices } from "../../disk/labels.ts";
import type { Video } from "../../dataset.ts";
import { planTimeline } from "../timeline.ts";
import { numbered, videoOf } from "../videos.ts";

/** What the videos of a data set have in common. */
export interface StandInLayout {
  readonly classes: readonly string[];
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
}

/** Numbers of videos. */
export interface SplitSizes {
  readonly train: number;
  readonly test: number;
}

/** Ids of both splits. */
export type SplitLists = Readonly<Record<"train" | "test", readonly string[]>>;

/** An action lasts 2 to 12 snippets; a video shows one for every 15 to 40 snippets. */
const ACTION = { min: 2, max: 12 };
const SNIPPETS_PER_ACTION = { min: 15, max: 40 };
const SECOND_LABEL = 0.13;

const MEDIAN = 234.5;
/** Its mean is MEDIAN (pi / SHAPE) / sin(pi / SHAPE) = 317. */
const SHAPE = 2.405;

/**
 * Lengths in snippets whose median and mean are those of the 200 training videos of THUMOS14 at 25 / 16 snippets a
 * second (234.5 and 317; from 13 to 1835): the log-logistic distribution of median 234.5 and shape 2.405, its quantiles
 * at (i + 1/2) / count, rounded down, in ascending order. For 200 videos: median 234, mean 313, from 19 to 2828; of
 * 750 rows that are sampled from each, 38.0 % are distinct (THUMOS14: 37.9 %).
 */
export function typicalLengths(count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const part = (i + 0.5) / count;
    return Math.max(1, Math.floor(MEDIAN * (part / (1 - part)) ** (1 / SHAPE)));
  });
}

/** Videos of drawn lengths (`typicalLengths`, in the order of a permutation) and actions: a pure function of the seed. */
export function drawVideos(layout: StandInLayout, sizes: SplitSizes, seed: number): Video[] {
  return (["train", "test"] as const).flatMap((split) => {
    const lengths = typicalLengths(sizes[split]);
    const order = permutation(sizes[split], streamKey(seed, `synth.lengths.${split}`), 0);
    return [...order].map((place, i) => drawVideo(layout, split, i, lengths[place]!, seed));
  });
}

function drawVideo(
  { classes, ...times }: StandInLayout,
  split: Video["split"],
  place: number,
  length: number,
  seed: number,
): Video {
  const instances = {
    min: Math.ceil(length / SNIPPETS_PER_ACTION.max),
    max: Math.ceil(length / SNIPPETS_PER_ACTION.min),
  };
  const timeline = planTimeline({
    seed,
    classes,
    length: { min: length, max: length },
    instances,
    duration: ACTION,
    second_label: SECOND_LABEL,
    context: { similarity: 0, duration: 0 },
    hard_negatives: 0,
  }, split === "train" ? place : 2 ** 24 + place);
  return videoOf({ id: `video_${numbered(split, place)}`, split }, timeline, classes, times);
}

/**
 * The videos of `lists` with the actions and durations of real annotations; L = floor(duration fps / stride).
 *
 * @throws {UserError} With every video that has no annotation, no duration, one of less than a snippet, a label that is
 * no class, or an annotation without segment.
 */
export function annotatedVideos(
  database: ReadonlyMap<string, AnnotatedVideo>,
  lists: SplitLists,
  { classes, fps, stride }: StandInLayout,
): Video[] {
  const mistakes = collectMistakes("Cannot use the annotations");
  const known = new Set(classes);
  const videos = (["train", "test"] as const).flatMap((split) =>
    lists[split].map((id): Video => {
      const { duration = 0, labels = [], annotations = [] } = database.get(id) ?? {};
      const length = Math.floor((duration * fps) / stride);
      if (length < 1) {
        const seconds = (stride / fps).toFixed(2);
        mistakes.add(() => ({
          message: `Video "${id}" has no duration of at least one snippet, ${seconds} s`,
        }));
      }
      const other = labels.find(({ label }) => !known.has(label));
      if (other) mistakes.add(() => ({ message: `Video "${id}" shows "${other.label}", which is no class` }));
      if (annotations.length < labels.length) {
        mistakes.add(() => ({ message: `Video "${id}" has an annotation without "segment"` }));
      }
      return {
        id,
        split,
        labels: labelIndices({ labels }, classes),
        length,
        fps,
        stride,
        duration,
        segments: annotations.map(({ label, start, end }) => ({ label, start, end })),
      };
    })
  );
  mistakes.throwIfAny();
  return videos;
}
