/** Sums of rows: of wide ones on a CPU the product of a sparse matrix, which takes all threads, else sums of segments. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { bool, int, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";
import type { PlanPart } from "../../sampled.ts";
import { TENSORFLOW } from "../../thresholds.ts";
import { ONE } from "./sum_terms.ts";

/** A sparse matrix [count, taken]. All is for inside of a scope. */
export interface TermMatrix {
  /** The matrix times x [taken, width]: [count, width]. The terms of a row are added in the same order every time. */
  times(x: Tensor | Handle): Handle;
  transposed(): TermMatrix;
}

const [WHOLE, REAL] = [type("int32"), type("float32")];

/**
 * Row from[i] of the result is the sum of the rows i of x [n, width], rows without any being 0: [count, width]. `from`
 * [n] int32 is in any order. For inside of a scope.
 */
export function scatterRows(
  operations: Operations,
  x: Handle,
  from: Handle,
  terms: number,
  count: number,
): Handle {
  const narrow = x.shape[1]! <= TENSORFLOW.narrowRows;
  return narrow || operations.processor === "gpu"
    ? sumSegments(operations, x, from, operations.ints(count))
    : scatterWide(operations, x, from, terms, count);
}

/** `scatterRows` as the product of a sparse matrix. */
export function scatterWide(
  operations: Operations,
  x: Handle,
  from: Handle,
  terms: number,
  count: number,
): Handle {
  const { run, ints } = operations;
  const each = ints(Int32Array.from({ length: terms }, (_, i) => i));
  const ones = ints(new Int32Array(terms).fill(ONE));
  const packed = run("Pack", [each, from, ones], { T: WHOLE, N: int(3), axis: int(1) });
  return termMatrix(operations, packed, ints(count), ints(terms)).transposed().times(x);
}

/** The same, row by row in their order: [count, width]. */
export function sumSegments({ run }: Operations, x: Handle, into: Handle, count: Handle): Handle {
  return run("UnsortedSegmentSum", [x, into, count], { T: REAL, Tindices: WHOLE, Tnumsegments: WHOLE });
}

/** The matrix of `SumTerms`, [n, 3] int32. For inside of a scope. */
export function termMatrix(
  operations: Operations,
  terms: Tensor | Handle,
  taken: Handle,
  count: Handle,
): TermMatrix {
  const { run, ints, processor } = operations;
  const columns = (begin: number, size: number) =>
    run("Slice", [terms, ints([0, begin]), ints([-1, size])], { T: WHOLE, Index: WHOLE });
  const list = (x: Handle) => run("Reshape", [x, ints([-1])], { T: WHOLE, Tshape: WHOLE });
  const factors = run("Bitcast", [list(columns(2, 1))], { T: WHOLE, type: REAL });
  if (processor === "gpu") {
    const [into, from] = [list(columns(0, 1)), list(columns(1, 1))];
    return segmentMatrix(operations, { into, from, factors, count, taken });
  }
  const long = (x: Handle) => run("Cast", [x], { SrcT: WHOLE, DstT: type("int64"), Truncate: bool(false) });
  const size = run("Pack", [count, taken], { T: WHOLE, N: int(2), axis: int(0) });
  const inputs = [long(columns(0, 2)), factors, long(size)];
  return sparseMatrix(operations, run("SparseTensorToCSRSparseMatrix", inputs, { T: REAL }));
}

/** `termMatrix` of terms that are always the same. */
export function constantMatrix(
  operations: Operations,
  { shape, values }: PlanPart,
  taken: number,
  count: number,
): TermMatrix {
  const terms = operations.constant(shape, "int32", values);
  return termMatrix(operations, terms, operations.ints(taken), operations.ints(count));
}

/** In compressed rows. */
function sparseMatrix(operations: Operations, matrix: Handle): TermMatrix {
  const { run } = operations;
  const turns = [
    "transpose_a",
    "transpose_b",
    "adjoint_a",
    "adjoint_b",
    "transpose_output",
    "conjugate_output",
  ];
  const plain = Object.fromEntries(turns.map((name) => [name, bool(false)]));
  return {
    times: (x) => run("SparseMatrixMatMul", [matrix, x], { T: REAL, ...plain }),
    transposed() {
      const turned = run("SparseMatrixTranspose", [matrix], { conjugate: bool(false), type: REAL });
      return sparseMatrix(operations, turned);
    },
  };
}

/** Term by term: the library's sparse products on a GPU add in another order every time. */
function segmentMatrix(operations: Operations, terms: {
  readonly into: Handle;
  readonly from: Handle;
  readonly factors: Handle;
  readonly count: Handle;
  readonly taken: Handle;
}): TermMatrix {
  const { run, ints } = operations;
  const { into, from, factors, count, taken } = terms;
  return {
    times(x) {
      const of = { Tparams: REAL, Tindices: WHOLE, Taxis: WHOLE, batch_dims: int(0) };
      const rows = run("GatherV2", [x, from, ints(0)], of);
      const column = run("Reshape", [factors, ints([-1, 1])], { T: REAL, Tshape: WHOLE });
      const scaled = run("Mul", [rows, column], { T: REAL });
      return sumSegments(operations, scaled, into, count);
    },
    transposed: () =>
      segmentMatrix(operations, { into: from, from: into, factors, count: taken, taken: count }),
  };
}
