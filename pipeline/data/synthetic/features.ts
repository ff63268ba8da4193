/** The features of a generated video. */
import type { SyntheticData } from "../../../specs/recipe/synthetic.ts";
import { streamKey } from "../../random/stream.ts";
import type { Directions } from "./directions.ts";
import { addPart, drawBackground } from "./mixture.ts";
import { normals } from "./noise.ts";
import type { Timeline } from "./timeline.ts";

/** What a snippet shows, per snippet of a video. */
export interface SnippetSignals {
  /** Class whose signal a snippet has. */
  readonly label: Int32Array;
  /** Part of that signal, in [0, 1]; 0 in plain background. */
  readonly part: Float64Array;
  /** 1 in an action. */
  readonly acting: Uint8Array;
}

/**
 * The signals of a timeline. In an action the part rises linearly from its ends, where it lacks `weakness`, to 1 in the
 * middle; in background that resembles a class it is `similarity`.
 */
export function signalsOf(
  { length, actions, lookalikes }: Timeline,
  weakness: number,
  similarity: number,
): SnippetSignals {
  const label = new Int32Array(length);
  const part = new Float64Array(length);
  const acting = new Uint8Array(length);
  for (const { label: c, begin, end } of lookalikes) {
    label.fill(c, begin, end);
    part.fill(similarity, begin, end);
  }
  for (const { label: c, begin, end } of actions) {
    label.fill(c, begin, end);
    acting.fill(1, begin, end);
    for (let row = begin; row < end; row++) {
      const depth = (Math.min(row - begin, end - 1 - row) + 0.5) / ((end - begin) / 2);
      part[row] = 1 - weakness * (1 - depth);
    }
  }
  return { label, part, acting };
}

/**
 * The features [L, D] of one source of video number `index`: a snippet with part w of its class's signal is
 * `w class + (1 - w) scene + noise`, and `+ motion` in an action.
 */
export function generateFeatures(
  timeline: Timeline,
  directions: Directions,
  options: Pick<SyntheticData, "seed" | "noise" | "motion" | "weakness" | "context">,
  { source, index }: { readonly source: string; readonly index: number },
): Float32Array {
  const { length } = timeline;
  const { classes, motion } = directions;
  const D = motion.length;
  const { label, part, acting } = signalsOf(timeline, options.weakness, options.context.similarity);
  const noise = normals(length * D, streamKey(options.seed, `synthetic.noise.${source}`), index);
  const background = drawBackground(directions, length, streamKey(options.seed, "synthetic.scenes"), index);
  const values = new Float32Array(length * D);
  const sum = new Float64Array(D);
  for (let row = 0; row < length; row++) {
    sum.fill(0);
    addPart(sum, classes[label[row]!]!, part[row]!);
    addPart(sum, background(row), 1 - part[row]!);
    addPart(sum, motion, acting[row]! * options.motion);
    for (let d = 0, at = row * D; d < D; d++, at++) values[at] = sum[d]! + options.noise * noise[at]!;
  }
  return values;
}
