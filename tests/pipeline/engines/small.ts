/** Small sizes, and functions of some tensors. */
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";

/** Runs `check` on small sizes: all ones, and some drawn. */
export function sizes(count: number, check: (sizes: Sizes) => void): void {
  const drawn = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: count, maxLength: count });
  const examples = [[Array(count).fill(1)]] as [number[]][];
  fc.assert(fc.property(drawn, (sizes) => check(sizes as Sizes)), { numRuns: 20, examples });
}

/** As many of them as a test asks for. */
export type Sizes = [number, number, number, number, number, number];

/** A function of one tensor as one of any. */
export function one(on: (x: Tensor) => Tensor): (...tensors: Tensor[]) => Tensor {
  return (x) => on(x!);
}

/** A function of three as one of any. */
export function three<T, R>(on: (a: T, b: T, c: T) => R): (...inputs: T[]) => R {
  return (a, b, c) => on(a!, b!, c!);
}
