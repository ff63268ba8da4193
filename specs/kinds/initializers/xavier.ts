/** Initial values `xavier`. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Glorot and Bengio, 2010: the variance is kept forwards and backwards. */
export const xavier = kind({
  kind: "xavier",
  summary: "Uniform within gain * sqrt(6 / (fan in + fan out)), biases 0",
  options: ({ number }) => z.strictObject({ gain: number("Factor", { above: 0 }).default(1) }),
});
