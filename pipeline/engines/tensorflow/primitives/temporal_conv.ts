/** Temporal convolution: one product for all taps, then one pass that adds the taps of every output row. */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../primitives/gradient.ts";
import { outputSums, type RowSums, tapOffsets } from "../../primitives/taps.ts";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import { product } from "./matrix.ts";

/** The primitive. */
export function temporalConvPrimitive(operations: Operations): Primitives["temporalConv"] {
  const { run, constant, ints, float, tensor, scope } = operations;
  const T = type("float32");
  const reshape = (x: Tensor | Handle, shape: number[]) =>
    run("Reshape", [x, ints(shape)], { T, Tshape: type("int32") });

  /** Adds the rows `from` of x into the rows `into`: [rows, H]. */
  function addRows(x: Handle, { from, into }: RowSums, rows: number): Handle {
    return run("SparseSegmentSumWithNumSegments", [x, ints(from), ints(into), ints(rows)], {
      T,
      Tidx: type("int32"),
      Tsegmentids: type("int32"),
      Tnumsegments: type("int32"),
    });
  }

  /** The rows of x [rows, H] by their index, where index `rows` stands for zeros. */
  function takeRows(x: Handle, indices: Int32Array): Handle {
    const margin = constant([2, 2], "int32", Int32Array.of(0, 1, 0, 0));
    const padded = run("PadV2", [x, margin, float(0)], { T, Tpaddings: type("int32") });
    const attributes = { Tparams: T, Tindices: type("int32"), Taxis: type("int32"), batch_dims: int(0) };
    return run("GatherV2", [padded, ints(indices), ints(0)], attributes);
  }

  return function temporalConv(x, weights, bias, dilation, inputGradient) {
    const [batch, length, depth] = x.shape as [number, number, number];
    const [, kernel, width] = weights.shape as [number, number, number];
    const offsets = tapOffsets(kernel, dilation);
    const rows = batch * length;

    const forward = () =>
      scope(() => {
        const flatWeights = reshape(weights, [depth, kernel * width]);
        const products = product(operations, reshape(x, [rows, depth]), flatWeights, false, false);
        const y = kernel === 1
          ? products
          : addRows(reshape(products, [rows * kernel, width]), outputSums(batch, length, offsets), rows);
        return tensor<Tensor3D>(bias ? run("BiasAdd", [y, bias], { T }) : y, [batch, length, width]);
      });

    const inputs = [weights, ...(bias ? [bias] : []), ...(inputGradient ? [x] : [])];
    return withGradient(inputs, () => ({
      value: forward(),
      saved: inputGradient ? [x, weights] : [x],
      gradient: (dy, [x, weights]) =>
        scope(() => {
          const dRows = reshape(dy, [rows, width]);
          const dTaps = kernel === 1
            ? dRows
            : reshape(takeRows(dRows, gradientRows(batch, length, offsets)), [rows, kernel * width]);
          const dWeights = product(operations, reshape(x!, [rows, depth]), dTaps, true, false);
          const dBias = () => tensor(run("BiasAddGrad", [dRows], { T }));
          const dX = () => {
            const flatWeights = reshape(weights!, [depth, kernel * width]);
            return tensor(product(operations, dTaps, flatWeights, false, true), [batch, length, depth]);
          };
          return [
            tensor(dWeights, [depth, kernel, width]),
            ...(bias ? [dBias()] : []),
            ...(inputGradient ? [dX()] : []),
          ];
        }),
    }));
  };
}

/** The output row that product row (b T + s) kernel + k went into, batch T where there is none. */
function gradientRows(batch: number, length: number, offsets: readonly number[]): Int32Array {
  const rows = new Int32Array(batch * length * offsets.length);
  for (let row = 0, n = 0; row < batch * length; row++) {
    const s = row % length;
    for (const offset of offsets) {
      rows[n++] = s - offset >= 0 && s - offset < length ? row - offset : batch * length;
    }
  }
  return rows;
}
