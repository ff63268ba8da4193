/** Tensors as rows along one axis, for primitives that work row by row. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engines/engine.ts";

/** A tensor whose wanted axis is the columns of [rows, n], and the way back. */
export interface Rows {
  /** [rows, n] */
  readonly rows: Tensor;
  /** The shape without the axis. */
  readonly rest: number[];
  /** Brings [rows, k] back: k stands where the axis was. */
  back(rows: Tensor): Tensor;
}

/** Views `x` as rows along `axis`, or along several axes, the last one fastest; then rows keep their length on the way back. */
export function asRows(x: Tensor, axis: number | readonly number[]): Rows {
  const axes = [axis].flat();
  const order = [...x.shape.keys()].filter((i) => !axes.includes(i)).concat(axes);
  const inverse = order.map((_, i) => order.indexOf(i));
  const turned = turn(x, order);
  const rest = turned.shape.slice(0, -axes.length);
  return {
    rows: tf.reshape(turned, [-1, axes.reduce((n, each) => n * x.shape[each]!, 1)]),
    rest,
    back(rows) {
      const sizes = axes.length === 1 ? [rows.shape[1]!] : axes.map((each) => x.shape[each]!);
      return turn(tf.reshape(rows, [...rest, ...sizes]), inverse);
    },
  };
}

/** The numbers of a table by their places, int32 of any shape. No gradient. */
export function lookUp(
  table: readonly number[] | Float32Array,
  places: Tensor,
  primitives: Primitives,
): Tensor {
  const column = tf.tensor(table, [1, table.length, 1], "float32");
  return tf.reshape(primitives.gatherRows(column, tf.reshape(places, [1, places.size])), places.shape);
}

/** Axis i of the result is axis order[i] of x. */
export function turn(x: Tensor, order: readonly number[]): Tensor {
  return order.every((at, i) => at === i) ? x : tf.transpose(x, [...order]);
}
