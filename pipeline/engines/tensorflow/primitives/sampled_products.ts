/** The products that a temporal convolution over repeated rows adds up, and the gradient of the weights from theirs. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import type { RepeatedConv } from "../../repeats.ts";
import { product } from "./matrix.ts";
import { pairFilters, pairGradient, READS } from "./pairs.ts";
import { multiply, termMatrix } from "./row_sums.ts";

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
export type WeightSizes = Omit<RepeatedConv, "dilation">;

/** Product row kernel + k: every row with every tap. */
export function productsOfRows(
  operations: Operations,
  rows: Tensor | Handle,
  { depth, kernel, width }: WeightSizes,
): SampledProducts {
  const { reshape, times, rowCount } = helpers(operations);
  return {
    count: () => times(rowCount(rows), kernel),
    forward: (weights) =>
      reshape(product(operations, rows, reshape(weights, [depth, kernel * width]), false, false), [
        -1,
        width,
      ]),
    gradient: (dProducts) => product(operations, rows, reshape(dProducts, [-1, kernel * width]), true, false),
  };
}

/**
 * Those of the rows that come first, then product k pairs + pair: the four of every pair. `reads` and `sizes` are those of
 * `tensorflowRepeats`.
 */
export function productsWithPairs(
  operations: Operations,
  rows: Tensor,
  reads: Tensor,
  sizes: Tensor,
  weightSizes: WeightSizes,
): SampledProducts {
  const { run, ints } = operations;
  const T = type("float32");
  const int32 = type("int32");
  const { reshape, times, plus, numberOf, rowCount, rowsFrom } = helpers(operations);
  const pairs = () => numberOf(sizes, 1);
  const singles = productsOfRows(operations, rowsFrom(rows, ints(0), numberOf(sizes, 0)), weightSizes);

  /** What every product of a pair reads: four times [pairs, depth]. */
  function pairInputs(): Handle[] {
    const all = multiply(operations, termMatrix(operations, reads, rowCount(rows), times(pairs(), 4)), rows);
    return READS.map((_, k) => rowsFrom(all, times(pairs(), k), pairs()));
  }

  return {
    count: () => plus(singles.count(), times(pairs(), 4)),
    forward(weights) {
      const own = singles.forward(weights);
      const filters = pairFilters(operations, weights);
      const paired = pairInputs().map((x, k) => product(operations, x, filters[k]!, false, false));
      return run("ConcatV2", [own, ...paired, ints(0)], { T, N: int(1 + paired.length), Tidx: int32 });
    },
    gradient(dProducts) {
      const own = singles.gradient(rowsFrom(dProducts, ints(0), singles.count()));
      const paired = pairInputs().map((x, k) => {
        const dProduct = rowsFrom(dProducts, plus(singles.count(), times(pairs(), k)), pairs());
        return product(operations, x, dProduct, true, false);
      });
      const { depth, kernel, width } = weightSizes;
      const dPaired = reshape(pairGradient(operations, paired), [depth, kernel * width]);
      return run("AddV2", [own, dPaired], { T });
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
