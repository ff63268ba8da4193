/** The products of layers, and of what they pass back: in float32, or in bfloat16. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { bool, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";
import { TENSORFLOW } from "../../thresholds.ts";

/** Operations with products of matrices, which take and give float32. All are for inside of a scope. */
export interface MatrixOperations extends Operations {
  /** What factors and products are rounded to. */
  readonly rounding: "float32" | "bfloat16";
  /** a [., .] times b [., .], either of them transposed first. */
  product(a: Tensor | Handle, b: Tensor | Handle, transposeA: boolean, transposeB: boolean): Handle;
  /** Every matrix of a [n, ., .] times that of b [n, ., .], either of them transposed first. */
  stackedProduct(a: Handle, b: Handle, transposeA: boolean, transposeB: boolean): Handle;
}

/** Products in float32. */
export function float32Products(operations: Operations): MatrixOperations {
  return withProducts(operations, { rounding: "float32", taken: (x) => x, given: (product) => product });
}

/**
 * Products of what is rounded to bfloat16, added up in float32 and rounded once more.
 *
 * @param leastSide Products with a side of fewer rows or columns, which are bound by memory, stay in float32.
 */
export function bfloat16Products(
  operations: Operations,
  leastSide: number = TENSORFLOW.bfloat16Side,
): MatrixOperations {
  const [narrow, wide] = [type("bfloat16"), type("float32")];
  const truncates = { Truncate: bool(false) };
  const exact = float32Products(operations);
  const rounded = withProducts(operations, {
    rounding: "bfloat16",
    taken: (x) => operations.run("Cast", [x], { SrcT: wide, DstT: narrow, ...truncates }),
    given: (product) => operations.run("Cast", [product], { SrcT: narrow, DstT: wide, ...truncates }),
  });
  const pays = (...shapes: readonly (readonly number[])[]) =>
    shapes.every((shape) => shape.slice(-2).every((size) => size < 0 || size >= leastSide));
  return {
    ...rounded,
    product: (a, b, ...transposes) => (pays(a.shape, b.shape) ? rounded : exact).product(a, b, ...transposes),
    stackedProduct: (a, b, ...transposes) =>
      (pays(a.shape, b.shape) ? rounded : exact).stackedProduct(a, b, ...transposes),
  };
}

/** What makes factors of float32, and float32 of products. */
interface Rounding extends Pick<MatrixOperations, "rounding"> {
  taken(x: Tensor | Handle): Tensor | Handle;
  given(product: Handle): Handle;
}

function withProducts(operations: Operations, { rounding, taken, given }: Rounding): MatrixOperations {
  const { run } = operations;
  const T = type(rounding);
  return {
    ...operations,
    rounding,
    product: (a, b, transposeA, transposeB) =>
      given(run("MatMul", [taken(a), taken(b)], {
        T,
        transpose_a: bool(transposeA),
        transpose_b: bool(transposeB),
      })),
    stackedProduct: (a, b, transposeA, transposeB) =>
      given(run("BatchMatMulV2", [taken(a), taken(b)], {
        T,
        adj_x: bool(transposeA),
        adj_y: bool(transposeB),
        grad_x: bool(false),
        grad_y: bool(false),
      })),
  };
}
