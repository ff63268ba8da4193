/** Temporal convolution of a sampled batch: as few products as the batch allows, then sums of these. */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { type } from "../binding/attributes.ts";
import type { MatrixOperations } from "../primitives/products.ts";
import { termMatrix } from "../primitives/sums.ts";
import { productsOfRows, productsWithTiles } from "./products.ts";

/** The primitive. Its plans are those of `tensorflowPlanner`. */
export function sampledTemporalConvPrimitive(
  operations: MatrixOperations,
): Primitives["sampledTemporalConv"] {
  const { run, ints, tensor, scope } = operations;
  const T = type("float32");

  return function sampledTemporalConv(rows, { index, parts: [sums, ...ofTiles] }, weights, bias) {
    const [batch, length] = index.shape as [number, number];
    const [depth, kernel, width] = weights.shape as [number, number, number];
    const outputs = batch * length;

    const productsOf = (rows: Tensor, [reads, sizes]: readonly Tensor[]) =>
      reads && sizes && sizes.size > 0
        ? productsWithTiles(operations, rows, reads, sizes, { depth, kernel, width })
        : productsOfRows(operations, rows, { depth, kernel, width });

    const forward = () =>
      scope(() => {
        const products = productsOf(rows, ofTiles);
        const matrix = termMatrix(operations, sums!, products.count(), ints(outputs));
        const y = matrix.times(products.forward(weights));
        return tensor<Tensor3D>(bias ? run("BiasAdd", [y, bias], { T }) : y, [batch, length, width]);
      });

    return withGradient([weights, ...(bias ? [bias] : [])], () => ({
      value: forward(),
      saved: [rows, sums!, ...ofTiles],
      gradient: (dy, [rows, sums, ...ofTiles]) =>
        scope(() => {
          const products = productsOf(rows!, ofTiles);
          const dRows = run("Reshape", [dy, ints([outputs, width])], { T, Tshape: type("int32") });
          const matrix = termMatrix(operations, sums!, products.count(), ints(outputs));
          const dProducts = matrix.transposed().times(dRows);
          return [
            tensor(products.gradient(dProducts), [depth, kernel, width]),
            ...(bias ? [tensor(run("BiasAddGrad", [dRows], { T }))] : []),
          ];
        }),
    }));
  };
}
