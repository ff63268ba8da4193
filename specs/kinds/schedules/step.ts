/** Schedule `step`: one value after the other. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { warmUp } from "./options.ts";

/** One value after the other: at step t the value behind as many others as there are entries of `at` below t. */
export const step = kind({
  kind: "step",
  summary: "One value after the other",
  options: (fields) =>
    z.strictObject({
      values: z.array(fields.value("A value")).min(1).describe("The values, in order"),
      at: z.array(fields.number("A step", { integer: true, min: 1 })).describe(
        "The last step of every value but the last one, increasing",
      ),
      warm_up: warmUp(fields),
    }).refine(({ values, at }) => values.length === at.length + 1, {
      path: ["values"],
      message: "needs one value more than there are steps in at",
    }).refine(({ at }) => at.every((step, i) => i === 0 || step > at[i - 1]!), {
      path: ["at"],
      message: "must increase",
    }),
});
