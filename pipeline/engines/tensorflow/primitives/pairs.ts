/**
 * Two outputs of a convolution of three taps at a time: four products instead of six (Winograd's minimal filtering
 * F(2, 3); Lavin and Gray, CVPR 2016, section 4.1).
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";

/** From so many weights per tap on, four products and the sums around them take less time than six. */
const MANY_WEIGHTS = 2 ** 15;

/** Terms of a sum, and factors. */
export type Terms = readonly (readonly [offset: number, factor: number])[];

/**
 * What every product reads of the rows 2 i - 1 .. 2 i + 2: offset from 2 i, and factor. The halves are here and not at the
 * weights, which are more.
 */
export const READS: readonly Terms[] = [
  [[-1, 1], [1, -1]],
  [[0, 0.5], [1, 0.5]],
  [[0, -0.5], [1, 0.5]],
  [[0, 1], [2, -1]],
];

/** What every product gives to the outputs 2 i and 2 i + 1; its gradient is the same of theirs. */
export const GIVES: readonly Terms[] = [
  [[0, 1]],
  [[0, 1], [1, 1]],
  [[0, 1], [1, -1]],
  [[1, -1]],
];

/** Whether a convolution takes two outputs at a time where rows do not repeat. */
export function isPaired(offsets: readonly number[], depth: number, width: number): boolean {
  return offsets.join() === "-1,0,1" && depth * width >= MANY_WEIGHTS;
}

/** The weights of the four products, of weights [depth, 3, width]. All is for inside of a scope. */
export function pairFilters({ run, ints }: Operations, weights: Tensor): Handle[] {
  const T = type("float32");
  const [depth, , width] = weights.shape as [number, number, number];
  const tap = (k: number) => {
    const one = run("Slice", [weights, ints([0, k, 0]), ints([-1, 1, -1])], { T, Index: type("int32") });
    return run("Reshape", [one, ints([depth, width])], { T, Tshape: type("int32") });
  };
  const [first, middle, last] = [tap(0), tap(1), tap(2)];
  const ends = run("AddV2", [first, last], { T });
  return [first, run("AddV2", [ends, middle], { T }), run("Sub", [ends, middle], { T }), last];
}

/** The gradient of the weights [depth, 3, width], from those of the four products' weights. */
export function pairGradient({ run }: Operations, filters: readonly Handle[]): Handle {
  const T = type("float32");
  const [a, b, c, d] = filters as [Handle, Handle, Handle, Handle];
  const ends = run("AddV2", [b, c], { T });
  const taps = [run("AddV2", [a, ends], { T }), run("Sub", [b, c], { T }), run("AddV2", [ends, d], { T })];
  return run("Pack", taps, { T, N: int(3), axis: int(1) });
}
