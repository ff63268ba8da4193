/** Features of a data set of full size, fast enough for hundreds of millions of values. */
import { streamKey } from "../../../random/stream.ts";
import type { Video } from "../../dataset.ts";
import type { FeatureArray } from "../../disk/npy_write.ts";
import { type Directions, drawDirections } from "../directions.ts";
import { addPart, drawBackground } from "../mixture.ts";
import { mixed } from "../noise.ts";
import type { WritableSource } from "../write.ts";
import type { StandInLayout } from "./videos.ts";

/** Noise is uniform in [-AMPLITUDE, AMPLITUDE): a standard deviation of 0.3, as in data sets of kind `synthetic`. */
const AMPLITUDE = 0.3 * Math.sqrt(3);
/** Length of the signal that all actions share. */
const MOTION = 0.5;

/** What the features of a source are made of. */
export interface StandInSource {
  readonly name: string;
  readonly classes: readonly string[];
  readonly directions: Directions;
  readonly seed: number;
}

/** The sources of a layout; every value is a pure function of the video, the layout and the seed. */
export function standInSources({ classes, sources }: StandInLayout, seed: number): WritableSource[] {
  return sources.map(({ name, width }) => {
    const directions = drawDirections(seed, name, classes.length, width);
    const source = { name, classes, directions, seed };
    return { name, width, fill: (values, video) => fillFeatures(values, video, source) };
  });
}

/**
 * Fills `values` [L, D] with the features of a video: a snippet whose middle lies in actions is the sum of their
 * classes' directions and what all actions share, any other one is a direction of background; noise comes on top.
 */
export function fillFeatures(
  values: FeatureArray,
  { id, length, fps, stride, segments }: Video,
  { name, classes, directions, seed }: StandInSource,
): void {
  const background = drawBackground(directions, length, streamKey(seed, `synth.scenes.${id}`), 0);
  const key = streamKey(seed, `synth.noise.${name}.${id}`).low;
  const directionOf = new Map(classes.map((label, c) => [label, directions.classes[c]!]));
  const sum = new Float32Array(directions.motion.length);
  for (let row = 0; row < length; row++) {
    const middle = ((row + 0.5) * stride) / fps;
    const shown = segments.filter(({ start, end }) => start <= middle && middle < end);
    const labels = new Set(shown.map(({ label }) => label));
    sum.fill(0);
    for (const label of labels) addPart(sum, directionOf.get(label)!, 1);
    if (labels.size > 0) addPart(sum, directions.motion, MOTION);
    else addPart(sum, background(row), 1);
    addNoise(values, row * sum.length, sum, key);
  }
}

/** Writes signal + noise from `begin` on; the noise of a value depends on `key` and its place alone. */
function addNoise(values: FeatureArray, begin: number, signal: Float32Array, key: number): void {
  for (let d = 0; d < signal.length; d++) values[begin + d] = signal[d]! + AMPLITUDE * mixed(begin + d, key);
}
