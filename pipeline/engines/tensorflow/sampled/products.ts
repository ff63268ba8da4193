/** The products that a temporal convolution of a sampled batch adds up, and the gradient of the weights from theirs. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { int, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";
import type { Convolution } from "../../../../specs/kinds/traits.ts";
import type { MatrixOperations } from "../primitives/products.ts";
import { padRows } from "../primitives/pad_rows.ts";
import { termMatrix } from "../primitives/sums.ts";
import { tiledProducts } from "../tiles/tiled_products.ts";
import { TILE_PRODUCTS } from "../tiles/tiles.ts";

/** The products of rows [U, depth], U varying. All is for inside of a scope. */
export interface SampledProducts {
  /** How many there are. */
  count(): Handle;
  /** [count, width], of weights [depth, kernel, width]. */
  forward(weights: Tensor): Handle;
  /** The gradient of the weights [depth, kernel width]. */
  gradient(dProducts: Handle): Handle;
}

/** Sizes of the weights. */
export type WeightSizes = Omit<Convolution, "dilation">;

/** Product row kernel + k: every row with every tap; in bfloat16 there are rows of zeros besides. */
export function productsOfRows(
  operations: MatrixOperations,
  own: Tensor | Handle,
  { depth, kernel, width }: WeightSizes,
): SampledProducts {
  const { reshape, times, rowCount } = helpers(operations);
  const rows = operations.rounding === "bfloat16" ? padRows(operations, own, "float32") : own;
  return {
    count: () => times(rowCount(rows), kernel),
    forward: (weights) =>
      reshape(operations.product(rows, reshape(weights, [depth, kernel * width]), false, false), [
        -1,
        width,
      ]),
    gradient: (dProducts) => operations.product(rows, reshape(dProducts, [-1, kernel * width]), true, false),
  };
}

/**
 * Those of the rows that come first, then product k tiles + tile: the six of every tile. `reads` and `sizes` are those of
 * `tensorflowPlanner`.
 */
export function productsWithTiles(
  operations: MatrixOperations,
  rows: Tensor,
  reads: Tensor,
  sizes: Tensor,
  weightSizes: WeightSizes,
): SampledProducts {
  const { run, ints } = operations;
  const T = type("float32");
  const { reshape, times, plus, numberOf, rowCount, rowsFrom } = helpers(operations);
  const { depth, kernel, width } = weightSizes;
  const singles = productsOfRows(operations, rowsFrom(rows, ints(0), numberOf(sizes, 0)), weightSizes);
  const tiled = tiledProducts(operations, depth, width);
  const tiledCount = () => times(numberOf(sizes, 1), TILE_PRODUCTS);
  const read = () => termMatrix(operations, reads, rowCount(rows), tiledCount()).times(rows);

  return {
    count: () => plus(singles.count(), tiledCount()),
    forward(weights) {
      const both = [singles.forward(weights), tiled.forward(read(), weights)];
      return run("ConcatV2", [...both, ints(0)], { T, N: int(2), Tidx: type("int32") });
    },
    gradient(dProducts) {
      const own = singles.gradient(rowsFrom(dProducts, ints(0), singles.count()));
      const dTiled = tiled.gradient(read(), rowsFrom(dProducts, singles.count(), tiledCount()));
      return run("AddV2", [own, reshape(dTiled, [depth, kernel * width])], { T });
    },
  };
}

/** Rows and whole numbers of the library. */
function helpers({ run, ints }: Operations) {
  const T = type("float32");
  const int32 = type("int32");
  const pack = (a: Handle, b: Handle) => run("Pack", [a, b], { T: int32, N: int(2), axis: int(0) });

  /** Number i of a list. */
  function numberOf(list: Tensor | Handle, i: number): Handle {
    const one = run("Slice", [list, ints([i]), ints([1])], { T: int32, Index: int32 });
    return run("Reshape", [one, ints([])], { T: int32, Tshape: int32 });
  }

  return {
    numberOf,
    reshape: (x: Tensor | Handle, shape: readonly number[]) =>
      run("Reshape", [x, ints(shape)], { T, Tshape: int32 }),
    times: (a: Handle, b: number) => run("Mul", [a, ints(b)], { T: int32 }),
    plus: (a: Handle, b: Handle) => run("AddV2", [a, b], { T: int32 }),
    rowCount: (x: Tensor | Handle) => numberOf(run("Shape", [x], { T, out_type: int32 }), 0),
    /** The rows begin .. begin + count - 1 of x. */
    rowsFrom: (x: Tensor | Handle, begin: Handle, count: Handle) =>
      run("Slice", [x, pack(begin, ints(0)), pack(count, ints(-1))], { T, Index: int32 }),
  };
}
