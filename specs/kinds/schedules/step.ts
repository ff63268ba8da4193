/** Schedule `step`: one value after the other. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { warmUp } from "./options.ts";

/** One value after the other: at step t of n the value behind as many others as entries of `at` are t - 1 or less, in parts (t - 1) / n. */
export const step = kind({
  kind: "step",
  summary: "One value after the other, by steps or by parts of the training",
  options: (fields) =>
    z.strictObject({
      values: z.array(fields.value("A value")).min(1).describe("The values, in order"),
      at: z.array(fields.number("What is done of the training", { min: 0 })).describe(
        "How much of the training is done when each value but the first one begins, increasing",
      ),
      unit: z.enum(["steps", "parts"]).default("steps").describe(
        "What `at` counts: steps, or parts of the training as the input `progress` counts them, of which 1 is never",
      ),
      warm_up: warmUp(fields),
    }).refine(({ values, at }) => values.length === at.length + 1, {
      path: ["values"],
      message: "needs one value more than there are entries in at",
    }).refine(({ at }) => at.every((done, i) => i === 0 || done > at[i - 1]!), {
      path: ["at"],
      message: "must increase",
    }).refine(({ at, unit }) => unit === "parts" || at.every((done) => done >= 1 && Number.isInteger(done)), {
      path: ["at"],
      message: "must be whole numbers of steps, from 1 on; parts of the training are unit: parts",
    }).refine(({ at, unit }) => unit === "steps" || at.every((done) => done <= 1), {
      path: ["at"],
      message: "must be parts of the training, 0 to 1; steps are unit: steps",
    }),
});
