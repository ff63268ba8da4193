/** Optimizer `adamw`: Adam whose weight decay is no gradient. */
import { kind } from "../kind.ts";
import { adamOptions } from "./adam.ts";

/** AdamW (Loshchilov and Hutter, 2019): trainable tensors shrink by rate times weight decay before a step of Adam. */
export const adamw = kind({
  kind: "adamw",
  summary: "Adam with decoupled weight decay: trainable tensors shrink by rate times weight decay",
  options: (fields) =>
    adamOptions(fields).safeExtend({
      weight_decay: fields.number(
        "Part of a trainable tensor, biases included, that a rate of 1 takes away",
        {
          min: 0,
        },
      ).default(0.01),
    }),
});
