/** Activation, row norm and dropout. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { NumberOrTensor } from "../../engine.ts";
import { numberOf } from "../../number_or_tensor.ts";
import { uint16s } from "../../../random/draw.ts";
import type { StreamKey } from "../../../random/stream.ts";
import { withGradient } from "./with_gradient.ts";

/** See `Primitives.relu`. */
export function relu<T extends Tensor>(x: T): T {
  return withGradient([x], () => {
    const y = tf.relu(x);
    return { value: y, saved: [y], gradient: (dy, [y]) => [tf.mul(dy, tf.step(y!))] };
  });
}

/** See `Primitives.l2Norm`. */
export function l2Norm(x: Tensor): Tensor {
  return withGradient([x], () => {
    const norm = tf.sqrt(tf.sum(tf.square(x), -1, true));
    return {
      value: norm,
      saved: [x, norm],
      gradient: (dy, [x, norm]) => [tf.mul(x!, tf.divNoNan(dy, norm!))],
    };
  });
}

/** See `Primitives.dropout`. */
export function dropout<T extends Tensor>(x: T, mask: Tensor, keep: number): T {
  const select = (x: T, mask: Tensor) => {
    const kept = tf.where(mask, x, tf.zerosLike(x));
    return keep === 1 ? kept : tf.mul<T>(kept, 1 / keep);
  };
  return withGradient([x], () => ({
    value: select(x, mask),
    saved: [mask],
    gradient: (dy, [mask]) => [select(dy, mask!)],
  }));
}

/** See `Primitives.keepMask`. */
export function keepMask(
  shape: readonly number[],
  keep: number,
  key: StreamKey,
  step: NumberOrTensor,
): Tensor {
  const limit = keepLimit(keep);
  const random = uint16s(shape.reduce((a, b) => a * b, 1), key, numberOf(step));
  const mask = new Uint8Array(random.length);
  for (let i = 0; i < mask.length; i++) mask[i] = random[i]! < limit ? 1 : 0;
  return tf.tensor(mask, [...shape], "bool");
}

/** The 16-bit numbers below it keep an element. */
export function keepLimit(keep: number): number {
  return Math.round(keep * 65536);
}
