/** Rules that every temporal convolution shares. */
import { axisOf, elements, MOST_ELEMENTS, showType, type TensorType } from "../../types.ts";
import type { BlockContext } from "./block.ts";

/** The features per snippet of a convolution's input [B, T, D], which must be known. */
export function snippetWidth(input: TensorType | undefined, { refuse }: BlockContext): number {
  const size = input?.dims[2]?.size;
  if (!input || input.dims.length !== 3 || axisOf(input, "T") !== 1 || typeof size !== "number") {
    return refuse("in", `Expected a signal [B, T, D], found ${input ? showType(input) : "nothing"}`);
  }
  return size;
}

/** Refuses taps that reach so far beyond T that no tensor holds the padded input. */
export function requireNearTaps(
  input: TensorType,
  { kernel, dilation }: { readonly kernel: number; readonly dilation: number },
  { refuse }: BlockContext,
): void {
  const rows = elements(input) / input.dims[1]!.count;
  if (rows * (kernel - 1) * dilation <= MOST_ELEMENTS || elements(input) > MOST_ELEMENTS) return;
  refuse(
    "dilation",
    `The taps reach over ${(kernel - 1) * dilation} snippets, which no tensor holds`,
    "lower dilation or kernel",
  );
}

/** Refuses an even kernel, which cannot keep T with equal padding at both ends. */
export function requireOddKernel(kernel: number, { refuse }: BlockContext): void {
  if (kernel % 2 === 0) refuse("kernel", `kernel must be odd: current value is ${kernel}`);
}
