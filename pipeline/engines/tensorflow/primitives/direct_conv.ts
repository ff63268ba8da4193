/** Temporal convolution: one product for all taps, then one pass that adds the taps of every output row. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { outputSums, type RowSums, transposeSums } from "../../portable/primitives/taps.ts";
import { type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { ConvForm, ConvSizes } from "./conv_form.ts";
import type { MatrixOperations } from "./products.ts";
import { TENSORFLOW } from "../../thresholds.ts";
import { constantMatrix } from "./sums.ts";
import { termsOf } from "./sum_terms.ts";

/** The convolution of videos of the given sizes. */
export function directConv(
  operations: MatrixOperations,
  { batch, length, depth, width, offsets }: ConvSizes,
): ConvForm {
  const { run, ints } = operations;
  const T = type("float32");
  const kernel = offsets.length;
  const rows = batch * length;
  const reshape = (x: Tensor | Handle, shape: number[]) =>
    run("Reshape", [x, ints(shape)], { T, Tshape: type("int32") });
  const flat = (weights: Tensor) => reshape(weights, [depth, kernel * width]);
  /** One row for every row of the sums, of the rows of x. */
  const addRows = (x: Handle, sums: RowSums, taken: number, count: number) =>
    constantMatrix(operations, termsOf(sums).part(), taken, count).times(x);

  /** x [rows, depth] transposed times dTaps [rows, columns]. A product of few columns is faster the other way round. */
  function weightGradient(x: Handle, dTaps: Handle): Handle {
    if (kernel * width > TENSORFLOW.fewColumns) return operations.product(x, dTaps, true, false);
    const turned = operations.product(dTaps, x, true, false);
    return run("Transpose", [turned, ints([1, 0])], { T, Tperm: type("int32") });
  }

  return {
    forward(x, weights) {
      const products = operations.product(x, flat(weights), false, false);
      if (kernel === 1) return products;
      const taps = outputSums(batch, length, offsets);
      return addRows(reshape(products, [rows * kernel, width]), taps, rows * kernel, rows);
    },
    gradients(x, dy, weights) {
      const taps = () => transposeSums(outputSums(batch, length, offsets), rows * kernel);
      const dTaps = kernel === 1
        ? dy
        : reshape(addRows(dy, taps(), rows, rows * kernel), [rows, kernel * width]);
      return {
        weights: weightGradient(x, dTaps),
        x: weights && operations.product(dTaps, flat(weights), false, true),
      };
    },
  };
}
