/** Selections that stay in the library: nothing is read back. */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { bool, int, text, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";
import { scatterRows } from "./sums.ts";

/** The primitives. */
export function selectionPrimitives(
  operations: Operations,
): Pick<Primitives, "topK" | "gatherRows" | "median" | "slidingMax"> {
  const { run, runAll, constant, ints, float, tensor, scope } = operations;
  const T = type("float32");
  const int32 = type("int32");
  const reshape = (x: Tensor | Handle, shape: number[], of = T) =>
    run("Reshape", [x, ints(shape)], { T: of, Tshape: int32 });

  /** Values and columns of the k largest; the library takes the lowest column first among equal ones. */
  function top(x: Tensor, k: number): [Handle, Handle] {
    const attributes = { T, Tk: int32, index_type: int32, sorted: bool(true) };
    return runAll("TopKV2", [x, ints(k)], attributes, 2) as [Handle, Handle];
  }

  const meanOfRows = (x: Handle) => run("Mean", [x, ints([1])], { T, Tidx: int32, keep_dims: bool(false) });

  /** Row numbers of [rows, n] laid end to end, from column numbers [rows, k]: [rows k]. */
  function flatIndices(columns: Tensor, rows: number, n: number): Handle {
    const starts = constant([rows, 1], "int32", Int32Array.from({ length: rows }, (_, row) => row * n));
    return reshape(run("AddV2", [columns, starts], { T: int32 }), [-1], int32);
  }

  function gatherRows(x: Tensor, indices: Tensor): Tensor3D {
    const [batch, length, depth] = x.shape as [number, number, number];
    const attributes = { Tparams: T, Tindices: int32, Taxis: int32, batch_dims: int(1) };
    return withGradient([x], () => ({
      value: scope(() => tensor<Tensor3D>(run("GatherV2", [x, indices, ints(1)], attributes))),
      saved: [indices],
      gradient: (dy, [indices]) => [
        scope(() => {
          const rows = flatIndices(indices!, batch, length);
          const sum = scatterRows(operations, reshape(dy, [-1, depth]), rows, indices!.size, batch * length);
          return tensor(sum, [batch, length, depth]);
        }),
      ],
    }));
  }

  function median(x: Tensor): Tensor1D {
    const [rows, n] = x.shape as [number, number];
    const half = n >> 1;
    const middle = n % 2 ? 1 : 2;
    return scope(() => {
      const [values] = top(x, half + 1);
      const part = run("Slice", [values, ints([0, half + 1 - middle]), ints([rows, middle])], {
        T,
        Index: int32,
      });
      return tensor<Tensor1D>(meanOfRows(part));
    });
  }

  function slidingMax(x: Tensor, before: number, after: number, outside: number): Tensor2D {
    const [rows, n] = x.shape as [number, number];
    return scope(() => {
      const margins = constant([2, 2], "int32", Int32Array.of(0, 0, before, after));
      const padded = run("PadV2", [x, margins, float(outside)], { T, Tpaddings: int32 });
      const pooled = run("MaxPool", [reshape(padded, [rows, 1, n + before + after, 1])], {
        T,
        ksize: int([1, 1, before + after + 1, 1]),
        strides: int([1, 1, 1, 1]),
        padding: text("VALID"),
        data_format: text("NHWC"),
      });
      return tensor<Tensor2D>(pooled, [rows, n]);
    });
  }

  return {
    topK: (x, k) =>
      scope(() => {
        const [values, indices] = top(x, k);
        return { values: tensor<Tensor2D>(values), indices: tensor<Tensor2D>(indices) };
      }),
    gatherRows,
    median,
    slidingMax,
  };
}
