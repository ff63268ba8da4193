/** Types of signals: tensors over named axes. */

/** The size of an axis: a number, or a symbol such as "B", "T" or "max(1, floor(T / 5))" that a batch decides. */
export type Size = number | string;

/** One axis of a signal. */
export interface Dim {
  /** Its name, such as "T". */
  readonly axis: string;
  /** Its size; equal sizes are written alike. */
  readonly size: Size;
  /** The size in a full training batch, for costs and displays. */
  readonly count: number;
}

/** The type of a signal. */
export interface TensorType {
  /** The axes in order; none for a scalar. */
  readonly dims: readonly Dim[];
  /** For a list of indices: the axis that they point into. Absent for real numbers. */
  readonly indexes?: Dim | undefined;
}

/** The type of a scalar. */
export const SCALAR: TensorType = { dims: [] };

/** Position of a named axis, or -1. */
export function axisOf(type: TensorType, axis: string): number {
  return type.dims.findIndex((dim) => dim.axis === axis);
}

/**
 * Writes a type as a person reads it: `[B, T, C=20]`, `indices [B, K=max(1, floor(T / 5))] of T`.
 *
 * @example Name a type in a message
 * ```ts
 * import { showType } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const dims = [{ axis: "B", size: "B", count: 16 }, { axis: "C", size: 20, count: 20 }];
 * assert.equal(showType({ dims }), "[B, C=20]");
 * ```
 */
export function showType(type: TensorType): string {
  const dims = `[${type.dims.map(showDim).join(", ")}]`;
  return type.indexes ? `indices ${dims} of ${type.indexes.axis}` : dims;
}

function showDim({ axis, size }: Dim): string {
  return size === axis ? axis : `${axis}=${size}`;
}

/** Two types of one shape: the same axes in the same order with the same sizes. */
export function sameType(a: TensorType, b: TensorType): boolean {
  return showType(a) === showType(b);
}

/** Why two types do not go together. */
export interface Mismatch {
  readonly axis: string;
  readonly sizes: readonly [Size, Size];
}

/**
 * The type that results when operands are aligned by axis name: the axes of the operand with the most axes, in its
 * order, then those that only later operands have. A mismatch is an axis with two sizes.
 */
export function unify(types: readonly TensorType[]): TensorType | Mismatch {
  const order = [...types].sort((a, b) => b.dims.length - a.dims.length);
  const dims: Dim[] = [];
  for (const type of order) {
    for (const dim of type.dims) {
      const known = dims.find((d) => d.axis === dim.axis);
      if (!known) dims.push(dim);
      else if (known.size !== dim.size) return { axis: dim.axis, sizes: [known.size, dim.size] };
    }
  }
  return { dims };
}

/** Elements that a tensor may have: engines count them in 32 bits. */
export const MOST_ELEMENTS = 2 ** 31 - 1;

/**
 * Number of elements in a full training batch.
 *
 * @example Count what a scalar has
 * ```ts
 * import { elements, SCALAR } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.equal(elements(SCALAR), 1);
 * assert.equal(elements({ dims: [{ axis: "B", size: "B", count: 16 }, { axis: "C", size: 20, count: 20 }] }), 320);
 * ```
 */
export function elements(type: TensorType): number {
  return type.dims.reduce((product, dim) => product * dim.count, 1);
}

/**
 * The type without the axis at a position.
 *
 * @example What a sum over the last axis gives
 * ```ts
 * import { showType, without } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const dims = [{ axis: "B", size: "B", count: 16 }, { axis: "C", size: 20, count: 20 }];
 * assert.equal(showType(without({ dims }, 1)), "[B]");
 * ```
 */
export function without(type: TensorType, axis: number): TensorType {
  return { dims: type.dims.filter((_, i) => i !== axis) };
}

/**
 * The type with the axis at a position replaced.
 *
 * @example Features in place of classes
 * ```ts
 * import { showType, withDim } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const dims = [{ axis: "B", size: "B", count: 16 }, { axis: "C", size: 20, count: 20 }];
 * assert.equal(showType(withDim({ dims }, 1, { axis: "D", size: 8, count: 8 })), "[B, D=8]");
 * ```
 */
export function withDim(type: TensorType, axis: number, dim: Dim): TensorType {
  return { ...type, dims: type.dims.map((d, i) => (i === axis ? dim : d)) };
}
