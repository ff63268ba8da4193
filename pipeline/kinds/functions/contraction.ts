/** How functions that join signals run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { broadcast } from "./broadcast.ts";
import { LEAST_NORM } from "./normalization.ts";
import { normOf } from "./reduction.ts";
import { turn } from "./rows.ts";

/** The functions of this family. */
export const contractions: Record<string, Run> = {
  dot: (call) => dot(call, call.inputs[0]!, call.inputs[1]!),
  cosine(call) {
    const [first, second] = call.inputs as [Tensor, Tensor];
    const axis = numberOption(call, "axis");
    const [a, b] = [vectorsOf(first, second, axis), vectorsOf(second, first, axis)];
    const norms = (x: Tensor) => tf.maximum(normOf(call, x, axis), LEAST_NORM);
    return tf.div(tf.div(dot(call, a, b), norms(a)), norms(b));
  },
  concat(call) {
    const axis = numberOption(call, "axis");
    const parts = call.inputs.map((part) => expandTo(part, call.node.type.dims.length));
    const shape = parts[0]!.shape.map((_, i) => Math.max(...parts.map((part) => part.shape[i]!)));
    return tf.concat(parts.map((part) => broadcast(part, shape.with(axis, part.shape[axis]!))), axis);
  },
};

/** A way to lay out a product of matrices: which operand is on the left, and which axes are where. */
interface Layout {
  readonly left: Tensor;
  readonly right: Tensor;
  /** Axes of both, of the left alone, of the right alone. */
  readonly shared: readonly number[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Elements that must be moved for it. */
  readonly moved: number;
}

/** The sum of a * b over an axis. Where one operand repeats along an axis of the other, nothing of the size of both is made. */
function dot(call: Call, a: Tensor, b: Tensor): Tensor {
  const axis = numberOption(call, "axis");
  const layout = layoutOf(a, b, axis);
  if (!layout) return tf.sum(tf.mul(a, b), axis);
  const { left, right, shared, rows, columns } = layout;
  const sizes = (x: Tensor, axes: readonly number[]) => axes.map((i) => x.shape[i]!);
  const count = (x: Tensor, axes: readonly number[]) => sizes(x, axes).reduce((n, size) => n * size, 1);
  const n = left.shape[axis]!;
  const matrices = call.primitives.batchMatMul(
    tf.reshape(turn(left, [...shared, ...rows, axis, ...columns]), [
      count(left, shared),
      count(left, rows),
      n,
    ]),
    tf.reshape(turn(right, [...shared, axis, ...columns, ...rows]), [
      count(left, shared),
      n,
      count(right, columns),
    ]),
  );
  const made = [...shared, ...rows, ...columns];
  const whole = tf.reshape(matrices, [
    ...sizes(left, shared),
    ...sizes(left, rows),
    ...sizes(right, columns),
  ]);
  return turn(whole, made.toSorted((i, j) => i - j).map((i) => made.indexOf(i)));
}

/** The layout that moves least; undefined where a product of matrices would save nothing. */
function layoutOf(a: Tensor, b: Tensor, axis: number): Layout | undefined {
  const own = (x: Tensor, other: Tensor) =>
    [...x.shape.keys()].filter((i) => i !== axis && x.shape[i] !== 1 && other.shape[i] === 1);
  const [ofA, ofB] = [own(a, b), own(b, a)];
  if (ofA.length === 0 && ofB.length === 0) return undefined;
  const shared = [...a.shape.keys()].filter((i) => i !== axis && !ofA.includes(i) && !ofB.includes(i));
  const layout = (left: Tensor, right: Tensor, rows: number[], columns: number[]): Layout => {
    const moved = (x: Tensor, order: number[]) => isInOrder(x, order) ? 0 : x.size;
    return {
      left,
      right,
      shared,
      rows,
      columns,
      moved: moved(left, [...shared, ...rows, axis]) + moved(right, [...shared, axis, ...columns]),
    };
  };
  const [one, other] = [layout(a, b, ofA, ofB), layout(b, a, ofB, ofA)];
  const best = one.moved <= other.moved ? one : other;
  const isOneSided = ofA.length === 0 || ofB.length === 0;
  return isOneSided && best.moved > 0 ? undefined : best;
}

/** Whether the axes of more than one entry stand in this order already. */
function isInOrder(x: Tensor, order: readonly number[]): boolean {
  const long = order.filter((i) => x.shape[i] !== 1);
  return long.every((at, i) => i === 0 || long[i - 1]! < at);
}

/** x; of a number alone the vector along an axis of the other operand whose entries it is. */
function vectorsOf(x: Tensor, other: Tensor, axis: number): Tensor {
  if (x.rank > 0 || other.rank === 0) return x;
  return broadcast(x, other.shape.map((size, i) => i === axis ? size : 1));
}

function expandTo(x: Tensor, rank: number): Tensor {
  return x.rank === rank ? x : tf.reshape(x, Array(rank).fill(1));
}
