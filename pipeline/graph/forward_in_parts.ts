/** Evaluates signals of videos that are too long for one pass: what is computed snippet by snippet is computed in parts. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { compiledOnce, compileForward, type Model } from "./model.ts";
import { byParts } from "./passes/by_parts.ts";
import { inferenceProgram } from "./passes/mod.ts";

/** The inputs of a video whose snippets are read when they are needed. */
export interface InputParts {
  /** T': how many snippets there are. */
  readonly length: number;
  /** The inputs of the snippets `begin` to before `end`, `features` [1, end - begin, D] among them. */
  read(begin: number, end: number): Promise<ReadonlyMap<string, Tensor>>;
  /** The inputs of all snippets but the features. */
  rest(): ReadonlyMap<string, Tensor>;
}

/** Snippets of a part: 44 minutes of the usual features, so that most videos take one pass. */
export const PART = 4096;

/**
 * `forward`, equal to rounding, with no more than a part of the features in memory. The caller disposes of the signals.
 *
 * @returns Undefined where the model needs the features of all snippets together, such as their mean.
 */
export async function forwardInParts(
  model: Model,
  inputs: InputParts,
  wanted: readonly string[],
  size = PART,
): Promise<Map<string, Tensor> | undefined> {
  const parted = byParts(inferenceProgram(model.program, wanted), wanted);
  if (!parted) return undefined;
  const { part, whole, names, axes, reach } = parted;
  const key = wanted.join(" ");
  const first = compiledOnce(model, `part of ${key}`, () => compileForward(model, part, names));
  const last = compiledOnce(model, `rest of ${key}`, () => compileForward(model, whole, wanted));
  const pieces: Tensor[][] = names.map(() => []);
  const { length } = inputs;
  for (let begin = 0; begin < length; begin += size) {
    const end = Math.min(begin + size, length);
    const [from, to] = [Math.max(0, begin - reach), Math.min(length, end + reach)];
    const given = await inputs.read(from, to);
    const found = first.run(given);
    tf.dispose([...given.values()]);
    found.forEach((tensor, i) => pieces[i]!.push(sliceAlong(tensor, axes[i]!, begin - from, end - begin)));
    tf.dispose(found);
  }
  const joined = pieces.map((each, i) => tf.concat(each, axes[i]!));
  const rest = inputs.rest();
  const values = last.run(new Map([...rest, ...names.map((name, i) => [name, joined[i]!] as const)]));
  tf.dispose([...pieces.flat(), ...joined, ...rest.values()]);
  return new Map(wanted.map((name, i) => [name, values[i]!]));
}

/** `count` entries of an axis from `begin` on. */
export function sliceAlong(tensor: Tensor, axis: number, begin: number, count: number): Tensor {
  const shape = tensor.shape.with(axis, count);
  return tf.slice(tensor, shape.map((_, i) => i === axis ? begin : 0), shape);
}
