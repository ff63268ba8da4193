/** Temporal convolution with three taps, two outputs at a time. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { int, type } from "../attributes.ts";
import type { Handle } from "../binding.ts";
import type { Operations } from "../operations.ts";
import type { ConvForm, ConvSizes } from "./conv_form.ts";
import { product } from "./matrix.ts";
import { GIVES, pairFilters, pairGradient, READS, type Terms } from "./pairs.ts";
import { addRows } from "./row_sums.ts";

/** The convolution of videos of the given sizes, whose offsets are -1, 0, 1. */
export function pairedConv(
  operations: Operations,
  { batch, length, depth, width }: ConvSizes,
): ConvForm {
  const { run, ints } = operations;
  const T = type("float32");
  const rows = batch * length;
  const pairs = Math.ceil(length / 2);
  const add = (a: Handle, b: Handle) => run("AddV2", [a, b], { T });
  const sub = (a: Handle, b: Handle) => run("Sub", [a, b], { T });
  const pack = (parts: readonly Handle[]) => run("Pack", parts, { T, N: int(parts.length), axis: int(1) });
  const reshape = (x: Handle, shape: readonly number[]) =>
    run("Reshape", [x, ints(shape)], { T, Tshape: type("int32") });
  const slice = (x: Handle, begin: readonly number[], size: readonly number[]) =>
    run("Slice", [x, ints(begin), ints(size)], { T, Index: type("int32") });

  /** One row for every pair of outputs: [batch pairs, columns of x]. */
  function combine(x: Handle, terms: Terms): Handle {
    const { from, into, factors } = pairSums(batch, length, terms);
    const sums = { from: ints(from), into: ints(into), terms: from.length, factors };
    return addRows(operations, x, sums, rows, batch * pairs);
  }

  /** x [rows, columns] through the four products, each transposed where `turned`: [rows, columns of the result]. */
  function convolve(x: Handle, filters: readonly Handle[], turned: boolean): Handle {
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
    forward: (x, weights) => convolve(x, pairFilters(operations, weights), false),
    gradients(x, dy, weights) {
      const products = READS.map((terms, k) =>
        product(operations, combine(x, terms), combine(dy, GIVES[k]!), true, false)
      );
      return {
        weights: pairGradient(operations, products),
        // An input reaches the outputs before and after it through the last tap and the first.
        x: weights && convolve(dy, turnedFilters(weights), true),
      };
    },
  };

  function turnedFilters(weights: Tensor): Handle[] {
    const [first, sum, difference, last] = pairFilters(operations, weights);
    return [last!, sum!, difference!, first!];
  }
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
