/** Block `memory`: a tensor that lasts from step to step and follows a rule of the recipe instead of the gradient. */
import { z } from "zod";
import { block } from "./block.ts";
import { ownAxes, ownTensor } from "./own_tensor.ts";

/** A tensor that is not trained: centres with a step of their own, running means, what was seen before. */
export const memory = block({
  kind: "memory",
  summary:
    "A tensor that is not trained: after every training step, or each pass of one, it takes the value of `update`; a constant " +
    "for gradients",
  inputs: [],
  update: "update",
  options: (fields) =>
    z.strictObject({
      axes: ownAxes(fields),
      init: fields.kind("initializers", "Its values before the first step").default({ kind: "zeros" }),
      update: z.string().describe(
        "Expression of its next values, over any signals and its own name, computed with what they are in the step: " +
          "trainable tensors are as before the optimizer's step",
      ),
      fill: fields.number(
        "Part of the training that is done, as the input `progress` counts it, when a pass over all training videos fills it: " +
          "before the next step it starts again from `init`, and takes the value of `update` for each of them, in evaluation mode; at 1 never",
        { min: 0, max: 1 },
      ).optional(),
    }),
  build: ({ fill, ...options }, _inputs, { refuse }) => ({
    ...ownTensor(options, (message) => refuse("axes", message)),
    fill,
  }),
});
