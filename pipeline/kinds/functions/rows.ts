/** Tensors as rows along one axis, for primitives that work row by row. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/** A tensor whose wanted axis is the columns of [rows, n], and the way back. */
export interface Rows {
  /** [rows, n] */
  readonly rows: Tensor;
  /** The shape without the axis. */
  readonly rest: number[];
  /** Brings [rows, k] back: k stands where the axis was. */
  back(rows: Tensor): Tensor;
}

/** Views `x` as rows along `axis`. */
export function asRows(x: Tensor, axis: number): Rows {
  const order = [...x.shape.keys()].filter((i) => i !== axis).concat(axis);
  const inverse = order.map((_, i) => order.indexOf(i));
  const last = axis === x.rank - 1;
  const turned = last ? x : tf.transpose(x, order);
  const rest = turned.shape.slice(0, -1);
  return {
    rows: tf.reshape(turned, [-1, x.shape[axis]!]),
    rest,
    back(rows) {
      const whole = tf.reshape(rows, [...rest, rows.shape[1]!]);
      return last ? whole : tf.transpose(whole, inverse);
    },
  };
}
