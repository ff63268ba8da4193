/** Temporal convolution: one product for all taps, then one pass that adds the taps of every output row. */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../primitives/gradient.ts";
import { outputSums, type RowSums, tapOffsets, transposeSums } from "../../primitives/taps.ts";
import { type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import { product } from "./matrix.ts";
import { addRows } from "./row_sums.ts";

/** Up to so many columns the library's product of tall matrices is slow (a quarter to a half of its speed). */
const FEW_COLUMNS = 64;

/** The primitive. */
export function temporalConvPrimitive(operations: Operations): Primitives["temporalConv"] {
  const { run, ints, tensor, scope } = operations;
  const T = type("float32");
  const reshape = (x: Tensor | Handle, shape: number[]) =>
    run("Reshape", [x, ints(shape)], { T, Tshape: type("int32") });

  /** x [rows, depth] transposed times dTaps [rows, columns]. A product of few columns is faster the other way round. */
  function weightGradient(x: Handle, dTaps: Handle, columns: number): Handle {
    if (columns > FEW_COLUMNS) return product(operations, x, dTaps, true, false);
    const turned = product(operations, dTaps, x, true, false);
    return run("Transpose", [turned, ints([1, 0])], { T, Tperm: type("int32") });
  }

  return function temporalConv(x, weights, bias, dilation, inputGradient) {
    const [batch, length, depth] = x.shape as [number, number, number];
    const [, kernel, width] = weights.shape as [number, number, number];
    const offsets = tapOffsets(kernel, dilation);
    const rows = batch * length;

    const asHandles = ({ from, into }: RowSums) => ({
      from: ints(from),
      into: ints(into),
      pairs: from.length,
    });
    const sums = () => asHandles(outputSums(batch, length, offsets));
    const tapSums = () => asHandles(transposeSums(outputSums(batch, length, offsets), rows * kernel));

    const forward = () =>
      scope(() => {
        const flatWeights = reshape(weights, [depth, kernel * width]);
        const products = product(operations, reshape(x, [rows, depth]), flatWeights, false, false);
        const y = kernel === 1
          ? products
          : addRows(operations, reshape(products, [rows * kernel, width]), sums(), rows * kernel, rows);
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
            : reshape(addRows(operations, dRows, tapSums(), rows, rows * kernel), [rows, kernel * width]);
          const dWeights = weightGradient(reshape(x!, [rows, depth]), dTaps, kernel * width);
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
