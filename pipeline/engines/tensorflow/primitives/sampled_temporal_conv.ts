/**
 * Temporal convolution over repeated rows: one product per distinct row and tap, then sums of these. The library adds
 * rows up on one thread; the two halves of the batch, which share no row, run at the same time once recorded.
 */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../primitives/gradient.ts";
import { outputSums, tapOffsets, tapsInside } from "../../primitives/taps.ts";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import { product } from "./matrix.ts";

/** The primitive. */
export function sampledTemporalConvPrimitive(operations: Operations): Primitives["sampledTemporalConv"] {
  const { run, ints, tensor, scope } = operations;
  const T = type("float32");
  const int32 = type("int32");
  const reshape = (x: Tensor | Handle, shape: readonly number[], of = T) =>
    run("Reshape", [x, ints(shape)], { T: of, Tshape: int32 });
  const whole = (name: "AddV2" | "Sub" | "Mul", a: Handle, b: Handle) => run(name, [a, b], { T: int32 });

  /** The rows begin .. begin + size - 1 of x, to the last for size -1. */
  function slice(x: Tensor | Handle, begin: number | Handle, size: number | Handle, of = T): Handle {
    const rank = x.shape.length;
    // Sizes that vary are no constants, so the list of the axes is put together in the graph.
    const list = (first: number | Handle, rest: number) => {
      if (typeof first === "number") return ints([first, ...Array<number>(rank - 1).fill(rest)]);
      const parts = [first, ...Array.from({ length: rank - 1 }, () => ints(rest))];
      return run("Pack", parts, { T: int32, N: int(rank), axis: int(0) });
    };
    return run("Slice", [x, list(begin, 0), list(size, -1)], { T: of, Index: int32 });
  }

  /** Adds the rows `from` of x into the rows `into`, which ascend: [count, H]. */
  function addRows(x: Tensor | Handle, from: Tensor | Handle, into: Tensor | Handle, count: Handle): Handle {
    return run("SparseSegmentSumWithNumSegments", [x, from, into, count], {
      T,
      Tidx: int32,
      Tsegmentids: int32,
      Tnumsegments: int32,
    });
  }

  /** The products that every pair of an output row and a tap reads, videos `first` to `last` - 1. */
  function productRows(
    index: Handle,
    first: number,
    last: number,
    length: number,
    offsets: readonly number[],
  ) {
    const kernel = offsets.length;
    const { from, into } = outputSums(last - first, length, offsets);
    const snippets = ints(from.map((row) => first * length + Math.floor(row / kernel)));
    const taps = ints(from.map((row) => row % kernel));
    const attributes = { Tparams: int32, Tindices: int32, Taxis: int32, batch_dims: int(0) };
    const rows = run("GatherV2", [index, snippets, ints(0)], attributes);
    return { from: whole("AddV2", whole("Mul", rows, ints(kernel)), taps), into: ints(into) };
  }

  return function sampledTemporalConv(rows, { index, from, into }, weights, bias, dilation) {
    const [batch, length] = index.shape as [number, number];
    const [depth, kernel, width] = weights.shape as [number, number, number];
    const offsets = tapOffsets(kernel, dilation);
    const half = batch >> 1;
    const parts = half === 0 ? [[0, batch]] as const : [[0, half], [half, batch]] as const;

    const forward = () =>
      scope(() => {
        const flatIndex = reshape(index, [batch * length], int32);
        const flatWeights = reshape(weights, [depth, kernel * width]);
        const products = reshape(product(operations, rows, flatWeights, false, false), [-1, width]);
        const sums = parts.map(([first, last]) => {
          const read = productRows(flatIndex, first, last, length, offsets);
          return addRows(products, read.from, read.into, ints((last - first) * length));
        });
        const attributes = { T, N: int(sums.length), Tidx: int32 };
        const y = sums.length === 1 ? sums[0]! : run("ConcatV2", [...sums, ints(0)], attributes);
        return tensor<Tensor3D>(bias ? run("BiasAdd", [y, bias], { T }) : y, [batch, length, width]);
      });

    /** The gradient of the weights from the rows between two numbers, and the pairs that read them. */
    function weightGradient(
      rows: Handle,
      dRows: Handle,
      from: Tensor | Handle,
      into: Tensor | Handle,
      count: Handle,
    ): Handle {
      const dProducts = addRows(dRows, from, into, whole("Mul", count, ints(kernel)));
      return product(operations, rows, reshape(dProducts, [-1, kernel * width]), true, false);
    }

    function weightGradients(rows: Tensor, dRows: Handle, from: Tensor, into: Tensor, index: Tensor): Handle {
      const sizes = run("Shape", [rows], { T, out_type: int32 });
      const count = reshape(slice(sizes, 0, 1, int32), [], int32);
      if (half === 0) return weightGradient(slice(rows, 0, -1), dRows, from, into, count);
      const flatIndex = reshape(index, [batch * length], int32);
      // The first snippet of the second half is the first of its row, so this is how many rows the first half has.
      const cut = reshape(slice(flatIndex, half * length, 1, int32), [], int32);
      const pairs = half * tapsInside(length, offsets);
      const ofFirst = weightGradient(
        slice(rows, 0, cut),
        dRows,
        slice(from, 0, pairs, int32),
        slice(into, 0, pairs, int32),
        cut,
      );
      const ofSecond = weightGradient(
        slice(rows, cut, -1),
        dRows,
        slice(from, pairs, -1, int32),
        whole("Sub", slice(into, pairs, -1, int32), whole("Mul", cut, ints(kernel))),
        whole("Sub", count, cut),
      );
      return run("AddV2", [ofFirst, ofSecond], { T });
    }

    return withGradient([weights, ...(bias ? [bias] : [])], () => ({
      value: forward(),
      saved: [rows, from, into, index],
      gradient: (dy, [rows, from, into, index]) =>
        scope(() => {
          const dRows = reshape(dy, [batch * length, width]);
          return [
            tensor(weightGradients(rows!, dRows, from!, into!, index!), [depth, kernel, width]),
            ...(bias ? [tensor(run("BiasAddGrad", [dRows], { T }))] : []),
          ];
        }),
    }));
  };
}
