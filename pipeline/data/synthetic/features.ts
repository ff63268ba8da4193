/** The features of a generated video. */
import type { SyntheticData } from "../../../specs/recipe/data.ts";
import { eachUniform, uniforms } from "../../random/draw.ts";
import { type StreamKey, streamKey } from "../../random/stream.ts";
import type { Timeline } from "./timeline.ts";

/** Kinds of background that all classes share. */
const SCENES = 4;
/** Snippets of one kind of background. */
const SCENE_SNIPPETS = 16;

/** The directions that the features of one source are made of, each of length 1. */
export interface Directions {
  /** [C][D] */
  readonly classes: readonly Float64Array[];
  /** [D], of every action. */
  readonly motion: Float64Array;
  /** [4][D], of background. */
  readonly scenes: readonly Float64Array[];
}

/** The directions of a source with `width` = D values per snippet. */
export function drawDirections(seed: number, source: string, classes: number, width: number): Directions {
  const key = streamKey(seed, `synthetic.directions.${source}`);
  const directions = Array.from({ length: classes + 1 + SCENES }, (_, i) => {
    const vector = normals(width, key, i);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
  return {
    classes: directions.slice(0, classes),
    motion: directions[classes]!,
    scenes: directions.slice(classes + 1),
  };
}

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
  { classes, motion, scenes }: Directions,
  options: Pick<SyntheticData, "seed" | "noise" | "motion" | "weakness" | "context">,
  { source, index }: { readonly source: string; readonly index: number },
): Float32Array {
  const { length } = timeline;
  const D = motion.length;
  const { label, part, acting } = signalsOf(timeline, options.weakness, options.context.similarity);
  const noise = normals(length * D, streamKey(options.seed, `synthetic.noise.${source}`), index);
  const scene = uniforms(
    Math.ceil(length / SCENE_SNIPPETS),
    streamKey(options.seed, "synthetic.scenes"),
    index,
  );
  const values = new Float32Array(length * D);
  for (let row = 0; row < length; row++) {
    const w = part[row]!;
    const signal = classes[label[row]!]!;
    const around = scenes[Math.floor(scene[Math.floor(row / SCENE_SNIPPETS)]! * SCENES)]!;
    const moving = acting[row]! * options.motion;
    for (let d = 0; d < D; d++) {
      const value = w * signal[d]! + (1 - w) * around[d]! + moving * motion[d]!;
      values[row * D + d] = value + options.noise * noise[row * D + d]!;
    }
  }
  return values;
}

/** `count` numbers of the standard normal distribution (Box and Muller). */
function normals(count: number, key: StreamKey, step: number): Float64Array {
  const values = new Float64Array(count);
  let radius = 0;
  eachUniform(2 * Math.ceil(count / 2), key, step, (random, i) => {
    if (i % 2 === 0) {
      radius = Math.sqrt(-2 * Math.log(1 - random));
    } else {
      const angle = 2 * Math.PI * random;
      values[i - 1] = radius * Math.cos(angle);
      if (i < count) values[i] = radius * Math.sin(angle);
    }
  });
  return values;
}
