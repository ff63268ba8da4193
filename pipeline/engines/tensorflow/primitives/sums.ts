/** Sums of rows as the product of a sparse matrix, which the library computes on all threads. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { bool, int, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";
import type { PlanPart } from "../../sampled.ts";
import { ONE } from "./sum_terms.ts";

/**
 * Row from[i] of the result is the sum of the rows i of x [n, width], rows without any being 0: [count, width]. `from`
 * [n] int32 is in any order. For inside of a scope.
 */
export function scatterRows(
  operations: Operations,
  x: Tensor | Handle,
  from: Tensor | Handle,
  terms: number,
  count: number,
): Handle {
  const { run, ints } = operations;
  const each = ints(Int32Array.from({ length: terms }, (_, i) => i));
  const ones = ints(new Int32Array(terms).fill(ONE));
  const packed = run("Pack", [each, from, ones], { T: type("int32"), N: int(3), axis: int(1) });
  const taking = termMatrix(operations, packed, ints(count), ints(terms));
  return multiply(operations, transposed(operations, taking), x);
}

/**
 * The sparse matrix [count, taken] of `SumTerms`, [n, 3] int32. The terms of a row are added in their order. For inside of a
 * scope.
 */
export function termMatrix(
  { run, ints }: Operations,
  terms: Tensor | Handle,
  taken: Handle,
  count: Handle,
): Handle {
  const [whole, T] = [type("int32"), type("float32")];
  const long = (x: Handle) => run("Cast", [x], { SrcT: whole, DstT: type("int64"), Truncate: bool(false) });
  const columns = (begin: number, size: number) =>
    run("Slice", [terms, ints([0, begin]), ints([-1, size])], { T: whole, Index: whole });
  const bits = run("Reshape", [columns(2, 1), ints([-1])], { T: whole, Tshape: whole });
  const factors = run("Bitcast", [bits], { T: whole, type: T });
  const size = run("Pack", [count, taken], { T: whole, N: int(2), axis: int(0) });
  return run("SparseTensorToCSRSparseMatrix", [long(columns(0, 2)), factors, long(size)], { T });
}

/** `termMatrix` of terms that are always the same. */
export function constantMatrix(
  operations: Operations,
  { shape, values }: PlanPart,
  taken: number,
  count: number,
): Handle {
  const terms = operations.constant(shape, "int32", values);
  return termMatrix(operations, terms, operations.ints(taken), operations.ints(count));
}

/** The transpose of a sparse matrix. */
export function transposed({ run }: Operations, sparse: Handle): Handle {
  return run("SparseMatrixTranspose", [sparse], { conjugate: bool(false), type: type("float32") });
}

/** A sparse matrix times x [columns of it, width]. */
export function multiply({ run }: Operations, sparse: Handle, x: Tensor | Handle): Handle {
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
