/** The videos of a generated data set on disk: their lengths and what happens in them. */
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedVideo } from "../../../annotations/annotated_video.ts";
import { permutation } from "../../../random/draw.ts";
import { streamKey } from "../../../random/stream.ts";
import { planTimeline } from "../timeline.ts";
import { typicalLengths } from "./lengths.ts";

/** What the videos of a data set have in common. */
export interface SynthLayout {
  readonly classes: readonly string[];
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
}

/** A video to write. */
export interface SynthVideo {
  readonly id: string;
  readonly split: "train" | "test";
  /** L, snippets. */
  readonly length: number;
  /** Seconds. */
  readonly duration: number;
  /** In seconds. */
  readonly actions: readonly { readonly label: string; readonly start: number; readonly end: number }[];
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

/** Videos of drawn lengths (`typicalLengths`, in the order of a permutation) and actions: a pure function of the seed. */
export function drawVideos(layout: SynthLayout, sizes: SplitSizes, seed: number): SynthVideo[] {
  return (["train", "test"] as const).flatMap((split) => {
    const lengths = typicalLengths(sizes[split]);
    const order = permutation(sizes[split], streamKey(seed, `synth.lengths.${split}`), 0);
    return [...order].map((place, i) => drawVideo(layout, split, i, lengths[place]!, seed));
  });
}

function drawVideo(
  { classes, fps, stride }: SynthLayout,
  split: SynthVideo["split"],
  place: number,
  length: number,
  seed: number,
): SynthVideo {
  const instances = {
    min: Math.ceil(length / SNIPPETS_PER_ACTION.max),
    max: Math.ceil(length / SNIPPETS_PER_ACTION.min),
  };
  const { actions } = planTimeline({
    seed,
    classes,
    length: { min: length, max: length },
    instances,
    duration: ACTION,
    second_label: SECOND_LABEL,
    context: { similarity: 0, duration: 0 },
    hard_negatives: 0,
  }, split === "train" ? place : 2 ** 24 + place);
  const seconds = (snippets: number) => (snippets * stride) / fps;
  return {
    id: `video_${split}_${String(place + 1).padStart(4, "0")}`,
    split,
    length,
    duration: seconds(length),
    actions: actions.map(({ label, begin, end }) => ({
      label: classes[label]!,
      start: seconds(begin),
      end: seconds(end),
    })),
  };
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
  { classes, fps, stride }: SynthLayout,
): SynthVideo[] {
  const problems: { message: string }[] = [];
  const known = new Set(classes);
  const videos = (["train", "test"] as const).flatMap((split) =>
    lists[split].map((id): SynthVideo => {
      const { duration = 0, labels = [], annotations = [] } = database.get(id) ?? {};
      const length = Math.floor((duration * fps) / stride);
      if (length < 1) {
        const seconds = (stride / fps).toFixed(2);
        problems.push({ message: `Video "${id}" has no duration of at least one snippet, ${seconds} s` });
      }
      const other = labels.find(({ label }) => !known.has(label));
      if (other) problems.push({ message: `Video "${id}" shows "${other.label}", which is no class` });
      if (annotations.length < labels.length) {
        problems.push({ message: `Video "${id}" has an annotation without "segment"` });
      }
      const actions = annotations.map(({ label, start, end }) => ({ label, start, end }));
      return { id, split, length, duration, actions };
    })
  );
  if (problems.length > 0) throw new UserError("Cannot use the annotations", problems.slice(0, 10));
  return videos;
}
