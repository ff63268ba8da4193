/** Initial values `normal`. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Normal values. */
export const normal = kind({
  kind: "normal",
  summary: "Normally distributed, biases 0",
  options: ({ number }) =>
    z.strictObject({
      mean: number("Mean").default(0),
      deviation: number("Standard deviation", { above: 0 }).default(0.01),
    }),
});
