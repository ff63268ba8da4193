/** The most that the machine's matrix products give: what a training step is measured against. */
import * as tf from "@tensorflow/tfjs-core";
import type { Primitives } from "../pipeline/engines/engine.ts";

/** Measures plain 2-D products now and then; the best one counts. */
export interface Ceiling {
  /** Times one product of every size. */
  sample(): void;
  /** Billions of floating-point operations a second of the best product so far, a multiply-add being two. */
  best(): number;
}

/** [M, K] times [K, N]: the largest has the size of a product of a full training step. */
const SIZES = [[256, 256, 256], [512, 512, 512], [1024, 1024, 2048], [2048, 2048, 2048], [
  4096,
  2048,
  6144,
]] as const;
/** A product that would take longer than this is left out, in ms. */
const LONGEST = 1500;

/** Times a plain product of [m, k] and [k, n] on the current engine, ms; tfjs's own is far slower on tensorflow. */
export function timeProduct({ matMul }: Pick<Primitives, "matMul">, m: number, k: number, n: number): number {
  const [a, b] = [tf.fill([m, k], 0.5), tf.fill([k, n], 0.25)];
  const began = performance.now();
  const product = matMul(a, b);
  // Engines may compute only when a value is asked for.
  const value = tf.slice(product, [0, 0], [1, 1]);
  value.dataSync();
  const took = performance.now() - began;
  tf.dispose([a, b, product, value]);
  return took;
}

/** Prepares measuring the product of an engine, which is current. */
export function createCeiling(primitives: Pick<Primitives, "matMul">): Ceiling {
  let best = 0;

  return {
    sample() {
      for (const [m, k, n] of SIZES) {
        const flop = 2 * m * k * n;
        if (best > 0 && flop / best / 1e6 > LONGEST) return;
        best = Math.max(best, flop / timeProduct(primitives, m, k, n) / 1e6);
      }
    },
    best: () => best,
  };
}
