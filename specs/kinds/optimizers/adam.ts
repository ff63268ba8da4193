/** Optimizer `adam`: steps of the size of the rate, by running means of the gradient and of its square. */
import { z } from "zod";
import { kind } from "../kind.ts";
import type { Fields } from "../../options/fields.ts";

/** Adam (Kingma and Ba, 2015); weight decay is L2 added to the gradient. */
export const adam = kind({
  kind: "adam",
  summary: "Adam with bias correction; weight decay is L2 added to the gradient",
  options: adamOptions,
});

/** The options of Adam. */
export function adamOptions({ number, scheduled }: Fields) {
  return z.strictObject({
    rate: scheduled("Learning rate", { above: 0 }),
    weight_decay: number("L2 factor, biases included", { min: 0 }).default(0),
    beta1: number("Decay of the first moment", { min: 0, below: 1 }).default(0.9),
    beta2: number("Decay of the second moment", { min: 0, below: 1 }).default(0.999),
    epsilon: number("Added to the root of the second moment", { above: 0 }).default(1e-8),
    epsilon_on: z.enum(["corrected", "uncorrected"]).default("corrected").describe(
      "Which root epsilon is added to: that of the corrected moment, as PyTorch does, or of the moment itself, as TensorFlow does",
    ),
  });
}
