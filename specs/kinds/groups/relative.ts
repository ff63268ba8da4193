/** Group `relative`: thresholds on the way to the largest value of each map. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { STRICT } from "./strict.ts";

/** Intervals of samples that reach a share of what their own map has. */
export const relative = kind({
  kind: "relative",
  summary:
    "Intervals of samples that reach a share of the way to the map's largest value; a flat map has none",
  options: ({ range }) =>
    z.strictObject({
      shares: range("Thresholds: 0 is where the way starts, 1 the largest value", { min: 0, max: 1 }),
      from: z.enum(["zero", "min", "mean"]).default("zero").describe(
        "Where the way starts: at 0, at the map's smallest value or at its mean over time",
      ),
      strict: STRICT,
    }),
});
