/** Temporal convolution over repeated rows: one product per distinct row and tap, then sums of these. */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../primitives/gradient.ts";
import { outputSums, tapOffsets, tapsInside } from "../../primitives/taps.ts";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import { product } from "./matrix.ts";
import { addRows } from "./row_sums.ts";

/** The primitive. */
export function sampledTemporalConvPrimitive(operations: Operations): Primitives["sampledTemporalConv"] {
  const { run, ints, tensor, scope } = operations;
  const T = type("float32");
  const int32 = type("int32");
  const reshape = (x: Tensor | Handle, shape: readonly number[], of = T) =>
    run("Reshape", [x, ints(shape)], { T: of, Tshape: int32 });
  const whole = (name: "AddV2" | "Mul", a: Handle, b: Handle) => run(name, [a, b], { T: int32 });

  /** The number of products of the rows [U, D], U kernel, which varies. */
  function productCount(rows: Tensor, kernel: number): Handle {
    const sizes = run("Shape", [rows], { T, out_type: int32 });
    const first = run("Slice", [sizes, ints([0]), ints([1])], { T: int32, Index: int32 });
    return whole("Mul", reshape(first, [], int32), ints(kernel));
  }

  /** The products that every output row adds up. */
  function outputProducts(index: Tensor, batch: number, length: number, offsets: readonly number[]) {
    const kernel = offsets.length;
    const { from, into } = outputSums(batch, length, offsets);
    const snippets = ints(from.map((row) => Math.floor(row / kernel)));
    const taps = ints(from.map((row) => row % kernel));
    const attributes = { Tparams: int32, Tindices: int32, Taxis: int32, batch_dims: int(0) };
    const rows = run("GatherV2", [reshape(index, [batch * length], int32), snippets, ints(0)], attributes);
    const products = whole("AddV2", whole("Mul", rows, ints(kernel)), taps);
    return { from: products, into: ints(into), pairs: from.length };
  }

  return function sampledTemporalConv(rows, { index, from, into }, weights, bias, dilation) {
    const [batch, length] = index.shape as [number, number];
    const [depth, kernel, width] = weights.shape as [number, number, number];
    const offsets = tapOffsets(kernel, dilation);
    const outputs = batch * length;
    const pairs = batch * tapsInside(length, offsets);

    const forward = () =>
      scope(() => {
        const flatWeights = reshape(weights, [depth, kernel * width]);
        const products = reshape(product(operations, rows, flatWeights, false, false), [-1, width]);
        const read = outputProducts(index, batch, length, offsets);
        const y = addRows(operations, products, read, productCount(rows, kernel), outputs);
        return tensor<Tensor3D>(bias ? run("BiasAdd", [y, bias], { T }) : y, [batch, length, width]);
      });

    return withGradient([weights, ...(bias ? [bias] : [])], () => ({
      value: forward(),
      saved: [rows, from, into],
      gradient: (dy, [rows, from, into]) =>
        scope(() => {
          const dRows = reshape(dy, [outputs, width]);
          const sums = { from: from!, into: into!, pairs };
          const dProducts = addRows(operations, dRows, sums, outputs, productCount(rows!, kernel));
          const dWeights = product(operations, rows!, reshape(dProducts, [-1, kernel * width]), true, false);
          return [
            tensor(dWeights, [depth, kernel, width]),
            ...(bias ? [tensor(run("BiasAddGrad", [dRows], { T }))] : []),
          ];
        }),
    }));
  };
}
