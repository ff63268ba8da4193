/** Clipping `value`: every number of a gradient has bounds. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Every number of a gradient moved into [-max, max]. */
export const value = kind({
  kind: "value",
  summary: "Every number of a gradient moved into bounds",
  options: ({ number }) => z.strictObject({ max: number("The bounds are -max and max", { above: 0 }) }),
});
