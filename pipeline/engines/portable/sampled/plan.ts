/** How the engines webgpu, wasm and cpu add up the products of a sampled batch. */
import type { SampledPlanner, SampledRows } from "../../sampled.ts";
import { type RowSums, sampledSums, tapOffsets, transposeSums } from "../primitives/taps.ts";

/**
 * The plans of the engines webgpu, wasm and cpu: `from` [n], output rows b T + t, one for every output row and
 * tap inside its video, in the order of the product row kernel + k that they read, then ascending; and `into` [n],
 * ascending, these products.
 */
export const portablePlanner: SampledPlanner = {
  parts: ({ kernel, dilation }) =>
    ["from", "into"].map((name) => ({ name: `${name}.${kernel}.${dilation}`, varies: false })),
  plan(sampled, { kernel, dilation }) {
    const { from, into } = gradientSums(sampled, kernel, dilation);
    return [from, into].map((values) => ({ shape: [values.length], values }));
  },
};

/** The sums that the gradient of the products is. */
export function gradientSums(
  { rows, counts, index }: SampledRows,
  kernel: number,
  dilation: number,
): RowSums {
  const batch = counts.length;
  const sums = sampledSums(index, batch, index.length / batch, tapOffsets(kernel, dilation));
  return transposeSums(sums, rows.length * kernel);
}
