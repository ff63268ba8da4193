/** Sums of rows as the product of a sparse matrix, which the library computes on all threads. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { bool, int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";

/** Which rows are added up. Equal sums are equal to the bit: every row is added by one thread, in the order given. */
export interface SparseSums {
  /** [n] int32: rows to take. */
  readonly from: Tensor | Handle;
  /** [n] int32, ascending: the rows that they are added into. */
  readonly into: Tensor | Handle;
  readonly pairs: number;
  /** [n]: what each row is multiplied by; 1 by default. */
  readonly factors?: Float32Array;
}

/** A size: a number, or a whole number of the library where it varies. */
export type Size = number | Handle;

/**
 * Row into[i] of the result is the sum of the rows from[i] of x [taken, width] times their factors, rows without any
 * being 0: [count, width]. For inside of a scope.
 */
export function addRows(
  operations: Operations,
  x: Tensor | Handle,
  sums: SparseSums,
  taken: Size,
  count: Size,
): Handle {
  return multiply(operations, matrixOf(operations, sums, taken, count), x);
}

/**
 * Row from[i] of the result is the sum of the rows i of x [n, width], rows without any being 0: [count, width]. `from`
 * [n] int32 is in any order. For inside of a scope.
 */
export function scatterRows(
  operations: Operations,
  x: Tensor | Handle,
  from: Tensor | Handle,
  pairs: number,
  count: number,
): Handle {
  const each = operations.ints(Int32Array.from({ length: pairs }, (_, i) => i));
  const taking = matrixOf(operations, { from, into: each, pairs }, count, pairs);
  const attributes = { conjugate: bool(false), type: type("float32") };
  return multiply(operations, operations.run("SparseMatrixTranspose", [taking], attributes), x);
}

/** The matrix [count, taken] with the factors at the rows `into` and columns `from`. */
function matrixOf(
  { run, ints, constant }: Operations,
  { from, into, pairs, factors = new Float32Array(pairs).fill(1) }: SparseSums,
  taken: Size,
  count: Size,
): Handle {
  const whole = type("int32");
  const pack = (parts: readonly (Tensor | Handle)[], axis: number) => {
    const packed = run("Pack", parts, { T: whole, N: int(parts.length), axis: int(axis) });
    return run("Cast", [packed], { SrcT: whole, DstT: type("int64"), Truncate: bool(false) });
  };
  const size = (value: Size) => typeof value === "number" ? ints(value) : value;
  const values = constant([pairs], "float32", factors);
  const inputs = [pack([into, from], 1), values, pack([size(count), size(taken)], 0)];
  return run("SparseTensorToCSRSparseMatrix", inputs, { T: type("float32") });
}

function multiply({ run }: Operations, sparse: Handle, x: Tensor | Handle): Handle {
  const names = [
    "transpose_a",
    "transpose_b",
    "adjoint_a",
    "adjoint_b",
    "transpose_output",
    "conjugate_output",
  ];
  const plain = Object.fromEntries(names.map((name) => [name, bool(false)]));
  return run("SparseMatrixMatMul", [sparse, x], { T: type("float32"), ...plain });
}
