/**
 * Temporal convolution with three taps, two outputs at a time: four products for two output rows instead of six
 * (Winograd's minimal filtering F(2, 3); Lavin and Gray, CVPR 2016, section 4.1).
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import { product } from "./matrix.ts";
import type { ConvForm, ConvSizes } from "./conv_form.ts";
import { addRows } from "./row_sums.ts";

/** What every product reads of the rows 2 i - 1 .. 2 i + 2: offset from 2 i, and factor. */
const READS = [
  [[-1, 1], [1, -1]],
  [[0, 1], [1, 1]],
  [[0, -1], [1, 1]],
  [[0, 1], [2, -1]],
] as const;

/** What every product's gradient is of the gradients of the outputs 2 i and 2 i + 1. */
const GIVES = [[[0, 1]], [[0, 1], [1, 1]], [[0, 1], [1, -1]], [[1, -1]]] as const;

type Terms = readonly (readonly [offset: number, factor: number])[];

/** The convolution of videos of the given sizes, whose offsets are -1, 0, 1. */
export function pairedConv(
  operations: Operations,
  { batch, length, depth, width }: ConvSizes,
): ConvForm {
  const { run, ints, float } = operations;
  const T = type("float32");
  const rows = batch * length;
  const pairs = Math.ceil(length / 2);
  const add = (a: Handle, b: Handle) => run("AddV2", [a, b], { T });
  const sub = (a: Handle, b: Handle) => run("Sub", [a, b], { T });
  const halved = (a: Handle) => run("Mul", [a, float(0.5)], { T });
  const pack = (parts: readonly Handle[]) => run("Pack", parts, { T, N: int(parts.length), axis: int(1) });
  const reshape = (x: Handle, shape: readonly number[]) =>
    run("Reshape", [x, ints(shape)], { T, Tshape: type("int32") });
  const slice = (x: Tensor | Handle, begin: readonly number[], size: readonly number[]) =>
    run("Slice", [x, ints(begin), ints(size)], { T, Index: type("int32") });

  /** One row for every pair of outputs: [batch pairs, columns of x]. */
  function combine(x: Handle, terms: Terms): Handle {
    const { from, into, factors } = pairSums(batch, length, terms);
    const sums = { from: ints(from), into: ints(into), pairs: from.length, factors };
    return addRows(operations, x, sums, rows, batch * pairs);
  }

  function tapsOf(weights: Tensor): Handle[] {
    return [0, 1, 2].map((k) => reshape(slice(weights, [0, k, 0], [-1, 1, -1]), [depth, width]));
  }

  /** x [rows, columns] convolved with three taps, each transposed where `turned`: [rows, columns of the result]. */
  function convolve(x: Handle, [first, middle, last]: readonly Handle[], turned: boolean): Handle {
    const ends = add(first!, last!);
    const filters = [first!, halved(add(ends, middle!)), halved(sub(ends, middle!)), last!];
    const products = READS.map((terms, k) =>
      product(operations, combine(x, terms), filters[k]!, false, turned)
    );
    const [a, b, c, d] = products as [Handle, Handle, Handle, Handle];
    const columns = turned ? depth : width;
    const y = pack([add(add(a, b), c), sub(sub(b, c), d)]);
    if (2 * pairs === length) return reshape(y, [rows, columns]);
    const whole = reshape(y, [batch, 2 * pairs, columns]);
    return reshape(slice(whole, [0, 0, 0], [-1, length, -1]), [rows, columns]);
  }

  return {
    forward: (x, weights) => convolve(x, tapsOf(weights), false),
    gradients(x, dy, weights) {
      const products = READS.map((terms, k) =>
        product(operations, combine(x, terms), combine(dy, GIVES[k]!), true, false)
      );
      const [a, b, c, d] = products as [Handle, Handle, Handle, Handle];
      const ends = halved(add(b, c));
      return {
        weights: pack([add(a, ends), halved(sub(b, c)), add(ends, d)]),
        // An input reaches the outputs before and after it through the last tap and the first.
        x: weights && convolve(dy, tapsOf(weights).reverse(), true),
      };
    },
  };
}

/** Row b pairs + i adds the rows 2 i + offset of video b times their factors; there are none outside of the video. */
function pairSums(batch: number, length: number, terms: Terms) {
  const pairs = Math.ceil(length / 2);
  const [from, into, factors]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < batch * pairs; row++) {
    const [b, i] = [Math.floor(row / pairs), row % pairs];
    for (const [offset, factor] of terms) {
      const t = 2 * i + offset;
      if (t < 0 || t >= length) continue;
      from.push(b * length + t);
      into.push(row);
      factors.push(factor);
    }
  }
  return { from: Int32Array.from(from), into: Int32Array.from(into), factors: Float32Array.from(factors) };
}
