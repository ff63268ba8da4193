/** Initial values `uniform`. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** The default of a convolution in PyTorch. */
export const uniform = kind({
  kind: "uniform",
  summary: "Uniform within 1 / sqrt(fan in), weights and biases alike, or within a bound",
  options: ({ number }) =>
    z.strictObject({
      bound: number("Largest magnitude instead of 1 / sqrt(fan in)", { above: 0 }).optional(),
    }),
});
