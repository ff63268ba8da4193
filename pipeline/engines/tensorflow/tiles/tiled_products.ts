/** The products of tiles, as one product of stacks of matrices, and the sums of taps that their weights are. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { MatrixOperations } from "../primitives/products.ts";
import { constantMatrix } from "../primitives/sums.ts";
import { TILE_PRODUCTS, tileFilters } from "./tiles.ts";

/** Of a convolution of weights [depth, 3, width]. All is for inside of a scope. */
export interface TiledProducts {
  /** What the products read [6 tiles, depth] -> [6 tiles, width]. */
  forward(reads: Handle, weights: Tensor): Handle;
  /** The same with the weights of taps in reverse, transposed: [6 tiles, width] -> [6 tiles, depth]. */
  backward(reads: Handle, weights: Tensor): Handle;
  /** The gradient of the weights [depth 3, width], of what the products read and their own gradient. */
  gradient(reads: Handle, dProducts: Handle): Handle;
}

/** The products for weights of a size. */
export function tiledProducts(operations: MatrixOperations, depth: number, width: number): TiledProducts {
  const { run, ints } = operations;
  const reshape = (x: Tensor | Handle, shape: readonly number[]) =>
    run("Reshape", [x, ints(shape)], { T: type("float32"), Tshape: type("int32") });
  const stack = (x: Handle, columns: number) => reshape(x, [TILE_PRODUCTS, -1, columns]);
  const filterSums = (reversed: boolean) =>
    constantMatrix(operations, tileFilters(depth, reversed).part(), 3 * depth, TILE_PRODUCTS * depth);
  const filters = (weights: Tensor, reversed: boolean) =>
    stack(filterSums(reversed).times(reshape(weights, [3 * depth, width])), width);

  return {
    forward: (reads, weights) =>
      reshape(operations.stackedProduct(stack(reads, depth), filters(weights, false), false, false), [
        -1,
        width,
      ]),
    backward: (reads, weights) =>
      reshape(operations.stackedProduct(stack(reads, width), filters(weights, true), false, true), [
        -1,
        depth,
      ]),
    gradient(reads, dProducts) {
      const dFilters = operations.stackedProduct(stack(reads, depth), stack(dProducts, width), true, false);
      return filterSums(false).transposed().times(reshape(dFilters, [TILE_PRODUCTS * depth, width]));
    },
  };
}
