/** Initial values `kaiming`. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** He et al., 2015: the variance is kept through (leaky) rectifiers. */
export const kaiming = kind({
  kind: "kaiming",
  summary: "Uniform within sqrt(6 / ((1 + slope^2) * fan in)), biases 0",
  options: ({ number }) =>
    z.strictObject({
      slope: number("Slope of the rectifier below 0 that follows; 0 for relu", { min: 0 }).default(0),
    }),
});
