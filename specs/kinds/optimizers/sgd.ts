/** Optimizer `sgd`: steps against the gradient. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Gradient descent with momentum, as PyTorch computes it (dampening 0). */
export const sgd = kind({
  kind: "sgd",
  summary: "Gradient descent with momentum; weight decay is L2 added to the gradient",
  options: ({ number, scheduled }) =>
    z.strictObject({
      rate: scheduled("Learning rate", { above: 0 }),
      momentum: number("Decay of the velocity, the sum of past gradients; 0 has none", { min: 0, below: 1 })
        .default(0),
      weight_decay: number("L2 factor, biases included", { min: 0 }).default(0),
    }),
});
