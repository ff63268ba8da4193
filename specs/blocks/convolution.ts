/** Rules that every temporal convolution shares. */
import { axisOf, showType, type TensorType } from "../types.ts";
import type { BlockContext } from "./block.ts";

/** The features per snippet of a convolution's input [B, T, D], which must be known. */
export function snippetWidth(input: TensorType | undefined, { refuse }: BlockContext): number {
  const size = input?.dims[2]?.size;
  if (!input || input.dims.length !== 3 || axisOf(input, "T") !== 1 || typeof size !== "number") {
    return refuse("in", `Expected a signal [B, T, D], found ${input ? showType(input) : "nothing"}`);
  }
  return size;
}

/** Refuses an even kernel, which cannot keep T with equal padding at both ends. */
export function requireOddKernel(kernel: number, { refuse }: BlockContext): void {
  if (kernel % 2 === 0) refuse("kernel", `kernel must be odd: current value is ${kernel}`);
}
