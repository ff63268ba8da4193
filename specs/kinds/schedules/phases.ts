/** Schedule `phases`: one value after the other, by parts of the training. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { warmUp } from "./options.ts";

/** One value after the other: at step t of n the value behind as many others as entries of `from` are (t - 1) / n or less. */
export const phases = kind({
  kind: "phases",
  summary: "One value after the other, by parts of the training",
  options: (fields) =>
    z.strictObject({
      values: z.array(fields.value("A value")).min(1).describe("The values, in order"),
      from: z.array(fields.number("A part of the training", { min: 0, max: 1 })).describe(
        "The part of the training that is done when each value but the first one begins, as the input `progress` " +
          "counts it, increasing; 1 is never",
      ),
      warm_up: warmUp(fields),
    }).refine(({ values, from }) => values.length === from.length + 1, {
      path: ["values"],
      message: "needs one value more than there are parts in from",
    }).refine(({ from }) => from.every((part, i) => i === 0 || part > from[i - 1]!), {
      path: ["from"],
      message: "must increase",
    }),
});
