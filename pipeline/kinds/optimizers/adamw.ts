/** How optimizer `adamw` runs. */
import * as tf from "@tensorflow/tfjs-core";
import { adamw as spec } from "../../../specs/kinds/optimizers/adamw.ts";
import { kindRun } from "../kind.ts";
import { adamWith } from "./adam.ts";
import type { Optimizer } from "./optimizer.ts";

/** Adam after w *= 1 - rate decay. */
export const adamw = kindRun(spec, ({ weight_decay, ...options }): Optimizer => {
  const adam = adamWith({ ...options, weight_decay: 0 });
  return {
    ...adam,
    numbers: (step, rate, variables) => ({
      ...adam.numbers(step, rate, variables),
      kept: 1 - rate * weight_decay,
    }),
    update(variables, items, numbers, guard) {
      variables.whenFinite(guard, (assign) => {
        for (const { variable } of items) {
          tf.tidy(() => assign(variable, tf.mul(variable.read(), numbers["kept"]!)));
        }
      });
      adam.update(variables, items, numbers, guard);
    },
  };
});
