/** Features of generated videos, fast enough for hundreds of millions of values. */
import { uniforms } from "../../../random/draw.ts";
import { streamKey } from "../../../random/stream.ts";
import type { FeatureArray } from "../../disk/npy_write.ts";
import type { SynthVideo } from "./videos.ts";
import type { Directions } from "../features.ts";

/** Noise is uniform in [-AMPLITUDE, AMPLITUDE): a standard deviation of 0.3, as in data sets of kind `synthetic`. */
const AMPLITUDE = 0.3 * Math.sqrt(3);
/** Length of the signal that all actions share. */
const MOTION = 0.5;
/** Snippets of one kind of background. */
const SCENE_SNIPPETS = 16;

/** What a row depends on beside its video. */
export interface SynthSource {
  readonly name: string;
  readonly classes: readonly string[];
  readonly directions: Directions;
  readonly fps: number;
  readonly stride: number;
  readonly seed: number;
}

/**
 * Fills `values` [L, D] with the features of a video: a snippet whose middle lies in actions is the sum of their
 * classes' directions and what all actions share, any other one is a direction of background; noise comes on top.
 */
export function fillFeatures(values: FeatureArray, video: SynthVideo, source: SynthSource): void {
  const { classes, directions, fps, stride, seed } = source;
  const width = directions.motion.length;
  const signal = new Float32Array(width);
  const scene = uniforms(
    Math.ceil(video.length / SCENE_SNIPPETS),
    streamKey(seed, `synth.scenes.${video.id}`),
    0,
  );
  const key = streamKey(seed, `synth.noise.${source.name}.${video.id}`).low;
  const directionOf = new Map(classes.map((name, c) => [name, directions.classes[c]!]));
  for (let row = 0; row < video.length; row++) {
    const middle = ((row + 0.5) * stride) / fps;
    const shown = video.actions.filter(({ start, end }) => start <= middle && middle < end);
    const labels = [...new Set(shown.map(({ label }) => label))];
    signal.fill(0);
    for (const label of labels) add(signal, directionOf.get(label)!, 1);
    if (labels.length > 0) add(signal, directions.motion, MOTION);
    else add(signal, background(directions, scene[Math.floor(row / SCENE_SNIPPETS)]!), 1);
    addNoise(values, row * width, signal, key);
  }
}

function background({ scenes }: Directions, drawn: number): Float64Array {
  return scenes[Math.floor(drawn * scenes.length)]!;
}

function add(sum: Float32Array, direction: Float64Array, factor: number): void {
  for (let d = 0; d < sum.length; d++) sum[d] = sum[d]! + factor * direction[d]!;
}

/** Writes signal + noise from `begin` on; the noise of a value depends on `key` and its place alone. */
function addNoise(values: FeatureArray, begin: number, signal: Float32Array, key: number): void {
  for (let d = 0; d < signal.length; d++) values[begin + d] = signal[d]! + AMPLITUDE * mixed(begin + d, key);
}

/** A number in [-1, 1) from a counter: the finalizer of MurmurHash3 (Appleby, public domain). */
function mixed(counter: number, key: number): number {
  let h = Math.imul(counter ^ key, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) / 2 ** 31;
}
