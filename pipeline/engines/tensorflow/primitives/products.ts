/** The products of layers, and of what they pass back: in float32, or in bfloat16. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { bool, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";
import { TENSORFLOW } from "../../thresholds.ts";
import { padRows } from "./pad_rows.ts";

/** Operations with products of matrices, which take and give float32. All are for inside of a scope. */
export interface MatrixOperations extends Operations {
  /** What factors and products are rounded to. */
  readonly rounding: "float32" | "bfloat16";
  /** a [., .] times b [., .], either of them transposed first. */
  product(a: Tensor | Handle, b: Tensor | Handle, transposeA: boolean, transposeB: boolean): Handle;
  /** Every matrix of a [n, ., .] times that of b [n, ., .], either of them transposed first; in float32. */
  stackedProduct(a: Handle, b: Handle, transposeA: boolean, transposeB: boolean): Handle;
}

/** Products in float32. */
export function float32Products(operations: Operations): MatrixOperations {
  const { run } = operations;
  const T = type("float32");
  return {
    ...operations,
    rounding: "float32",
    product: (a, b, transposeA, transposeB) =>
      run("MatMul", [a, b], { T, transpose_a: bool(transposeA), transpose_b: bool(transposeB) }),
    stackedProduct: (a, b, transposeA, transposeB) =>
      run("BatchMatMulV2", [a, b], {
        T,
        adj_x: bool(transposeA),
        adj_y: bool(transposeB),
        grad_x: bool(false),
        grad_y: bool(false),
      }),
  };
}

/**
 * Products of what is rounded to bfloat16, added up in float32 and rounded once more. A number of rows that varies must be a
 * multiple already (`padRows`).
 *
 * @param leastSide Products with a side of fewer rows or columns, which are bound by memory, stay in float32.
 */
export function bfloat16Products(
  operations: Operations,
  leastSide: number = TENSORFLOW.bfloat16Side,
): MatrixOperations {
  const { run, ints } = operations;
  const exact = float32Products(operations);
  const [narrow, wide, int32] = [type("bfloat16"), type("float32"), type("int32")];
  const cast = (x: Tensor | Handle, from: typeof wide, to: typeof wide) =>
    run("Cast", [x], { SrcT: from, DstT: to, Truncate: bool(false) });
  const padded = (x: Handle) => x.shape[0]! < 0 ? x : padRows(operations, x, "bfloat16", x.shape[0]);
  const pays = (...shapes: readonly (readonly number[])[]) =>
    shapes.every((shape) => shape.every((size) => size < 0 || size >= leastSide));

  return {
    ...exact,
    rounding: "bfloat16",
    product(a, b, transposeA, transposeB) {
      if (!pays(a.shape, b.shape)) return exact.product(a, b, transposeA, transposeB);
      const [x, y] = [cast(a, wide, narrow), cast(b, wide, narrow)];
      const both = transposeA && !transposeB ? [padded(x), padded(y)] : [transposeA ? x : padded(x), y];
      const product = run("MatMul", both, {
        T: narrow,
        transpose_a: bool(transposeA),
        transpose_b: bool(transposeB),
      });
      const [rows] = x.shape;
      const own = transposeA || both[0] === x
        ? product
        : run("Slice", [product, ints([0, 0]), ints([rows!, -1])], { T: narrow, Index: int32 });
      return cast(own, narrow, wide);
    },
  };
}
