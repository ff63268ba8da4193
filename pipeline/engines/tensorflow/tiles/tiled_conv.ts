/** Temporal convolution with three taps, four outputs at a time. */
import type { MatrixOperations } from "../primitives/products.ts";
import type { ConvForm, ConvSizes } from "../primitives/conv_form.ts";
import { constantMatrix } from "../primitives/sums.ts";
import { sumTerms } from "../primitives/sum_terms.ts";
import { TENSORFLOW } from "../../thresholds.ts";
import { tiledProducts } from "./tiled_products.ts";
import { addTileGives, canTile, savedByTiles, TILE_PRODUCTS, tileReads, tilesOf } from "./tiles.ts";

/** Whether that is faster than a product for every tap. */
export function tilesPay({ batch, length, depth, width, offsets }: ConvSizes): boolean {
  return canTile(offsets, depth, width) && batch * savedByTiles(length, length) >= TENSORFLOW.tileSavings;
}

/** The convolution of videos of the given sizes, whose offsets are -1, 0, 1. */
export function tiledConv(
  operations: MatrixOperations,
  { batch, length, depth, width }: ConvSizes,
): ConvForm {
  const rows = batch * length;
  const tiles = tilesOf([...Array(batch).keys()], length);
  const count = TILE_PRODUCTS * tiles.count;
  const products = tiledProducts(operations, depth, width);

  const reads = () => {
    const every = Int32Array.from({ length: rows }, (_, row) => row);
    return constantMatrix(operations, tileReads(tiles, every, length).part(), rows, count);
  };
  const gives = () => {
    const sums = sumTerms(TILE_PRODUCTS * rows);
    for (let row = 0; row < rows; row++) {
      addTileGives(sums, row, tiles, Math.floor(row / length), row % length, 0);
    }
    return constantMatrix(operations, sums.part(), count, rows);
  };

  return {
    forward: (x, weights) => gives().times(products.forward(reads().times(x), weights)),
    gradients(x, dy, weights) {
      const read = reads();
      const given = gives();
      const dProducts = given.transposed().times(dy);
      return {
        weights: products.gradient(read.times(x), dProducts),
        // An input reaches the outputs before and after it through the last tap and the first.
        x: weights &&
          given.times(products.backward(read.times(dy), weights)),
      };
    },
  };
}
