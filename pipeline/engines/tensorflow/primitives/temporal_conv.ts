/** Temporal convolution: one product for all taps, then one pass that adds the taps of every output row. */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../primitives/gradient.ts";
import { tapOffsets } from "../../primitives/shift.ts";
import { int, text, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import { product } from "./matrix.ts";

/** The primitive. */
export function temporalConvPrimitive(operations: Operations): Primitives["temporalConv"] {
  const { run, runAll, constant, ints, tensor, scope } = operations;
  const T = type("float32");
  const reshape = (x: Tensor | Handle, shape: number[]) =>
    run("Reshape", [x, ints(shape)], { T, Tshape: type("int32") });

  /** Sums the rows `from` of x into the rows `to`, which ascend: [rows, H]. */
  function sumRows(x: Tensor | Handle, from: Int32Array, to: Int32Array, rows: number): Handle {
    return run("SparseSegmentSumWithNumSegments", [x, ints(from), ints(to), ints(rows)], {
      T,
      Tidx: type("int32"),
      Tsegmentids: type("int32"),
      Tnumsegments: type("int32"),
    });
  }

  /** x times weights, with the bias on the columns of tap `biasTap`. */
  function productWithBias(
    x: Handle,
    weights: Handle,
    bias: Tensor,
    biasTap: number,
    kernel: number,
  ): Handle {
    const width = bias.shape[0]!;
    const zeros = (taps: number) => constant([taps * width], "float32", new Float32Array(taps * width));
    const padded = kernel === 1 ? bias : run(
      "ConcatV2",
      [zeros(biasTap), bias, zeros(kernel - 1 - biasTap), ints(0)],
      { T, N: int(3), Tidx: type("int32") },
    );
    return runAll("_FusedMatMul", [x, weights, padded], {
      T,
      num_args: int(1),
      fused_ops: text(["BiasAdd"]),
    }, 1)[0]!;
  }

  return function temporalConv(x, weights, bias, dilation, inputGradient) {
    const [batch, length, depth] = x.shape as [number, number, number];
    const [, kernel, width] = weights.shape as [number, number, number];
    const offsets = tapOffsets(kernel, dilation);
    const rows = batch * length;
    const taps = connections(batch, length, offsets);

    const forward = () =>
      scope(() => {
        const flat = reshape(x, [rows, depth]);
        const flatWeights = reshape(weights, [depth, kernel * width]);
        // The tap that reads the output's own snippet is never in the padding: the bias rides on its product.
        const own = offsets.indexOf(0);
        const fused = bias !== null && own >= 0;
        const products = fused
          ? productWithBias(flat, flatWeights, bias, own, kernel)
          : product(operations, flat, flatWeights, false, false);
        const summed = kernel === 1 ? products : sumRows(
          reshape(products, [rows * kernel, width]),
          taps.products,
          taps.outputs,
          rows,
        );
        const y = bias !== null && !fused ? run("BiasAdd", [summed, bias], { T }) : summed;
        return tensor<Tensor3D>(y, [batch, length, width]);
      });

    const inputs = [weights, ...(bias ? [bias] : []), ...(inputGradient ? [x] : [])];
    return withGradient(inputs, () => ({
      value: forward(),
      saved: inputGradient ? [x, weights] : [x],
      gradient: (dy, [x, weights]) =>
        scope(() => {
          const dRows = reshape(dy, [rows, width]);
          const dTaps = kernel === 1 ? dRows : reshape(
            sumRows(dRows, taps.gradientOutputs, taps.gradientProducts, rows * kernel),
            [rows, kernel * width],
          );
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

/** Which products reach which outputs, once in the order of the outputs and once in that of the products. */
interface Connections {
  readonly products: Int32Array;
  readonly outputs: Int32Array;
  readonly gradientOutputs: Int32Array;
  readonly gradientProducts: Int32Array;
}

/** Output row b T + t takes product row (b T + t + offset k) kernel + k, where that snippet is inside the video. */
function connections(batch: number, length: number, offsets: readonly number[]): Connections {
  const kernel = offsets.length;
  const inside = offsets.reduce((sum, offset) => sum + Math.max(0, length - Math.abs(offset)), 0);
  const list = () => new Int32Array(batch * inside);
  const lists = { products: list(), outputs: list(), gradientOutputs: list(), gradientProducts: list() };
  let n = 0;
  let m = 0;
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < length; t++) {
      for (let k = 0; k < kernel; k++) {
        const read = t + offsets[k]!;
        if (read >= 0 && read < length) {
          lists.products[n] = (b * length + read) * kernel + k;
          lists.outputs[n++] = b * length + t;
        }
        const written = t - offsets[k]!;
        if (written >= 0 && written < length) {
          lists.gradientProducts[m] = (b * length + t) * kernel + k;
          lists.gradientOutputs[m++] = b * length + written;
        }
      }
    }
  }
  return lists;
}
