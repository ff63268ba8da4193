/** How a temporal convolution is computed: forms that differ in the number of products alone. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Handle } from "../binding/binding.ts";

/** Sizes of a convolution that keeps the length. */
export interface ConvSizes {
  readonly batch: number;
  readonly length: number;
  readonly depth: number;
  readonly width: number;
  /** What every tap reads of output t: input t + offset. */
  readonly offsets: readonly number[];
}

/** A form for some sizes; rows are batch length. All is for inside of a scope. */
export interface ConvForm {
  /** x [rows, depth], weights [depth, kernel, width] -> [rows, width]. */
  forward(x: Handle, weights: Tensor): Handle;
  /** From dy [rows, width]: the gradient of the weights, and that of x where the weights are given. */
  gradients(x: Handle, dy: Handle, weights: Tensor | undefined): { weights: Handle; x: Handle | undefined };
}
