/** How optimizer `adam` runs. */
import * as tf from "@tensorflow/tfjs-core";
import type { z } from "zod";
import { adam as spec, type adamOptions } from "../../../specs/kinds/optimizers/adam.ts";
import type { AdamItem } from "../../engines/engine.ts";
import { adamNumbers } from "../../engines/portable/adam_numbers.ts";
import { kindRun } from "../kind.ts";
import type { Optimizer, OptimizerItem } from "./optimizer.ts";

/** Adam, in one go where the engine has it (`FusedAdam`). */
export const adam = kindRun(spec, adamWith);

/**
 * Adam: g += decay w; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
 * w -= rate (m / (1 - b1^step)) / (sqrt(v / (1 - b2^step)) + epsilon), or with epsilon added to the uncorrected root:
 * w -= rate (m / (1 - b1^step)) / ((sqrt(v) + epsilon) / sqrt(1 - b2^step)).
 */
export function adamWith(
  { rate, weight_decay, beta1, beta2, epsilon, epsilon_on }: z.output<ReturnType<typeof adamOptions>>,
): Optimizer {
  const constants = { weightDecay: weight_decay, beta1, beta2, epsilon, epsilonOn: epsilon_on };
  return {
    rate,
    slots: ["first_moment", "second_moment"],
    numbers: (step, rate, { adam }) => (adam?.numbers ?? adamNumbers)(constants, step, rate),
    update(variables, items, numbers, guard) {
      if (variables.adam) return variables.adam.update(items.map(adamItem), constants, numbers, guard);
      variables.whenFinite(guard, (assign) => {
        for (const { variable, slots, gradient } of items) {
          tf.tidy(() => {
            const [first, second] = [slots["first_moment"]!, slots["second_moment"]!];
            const w = variable.read();
            const g = weight_decay === 0 ? gradient : tf.add(gradient, tf.mul(w, weight_decay));
            const m = tf.add(tf.mul(first.read(), beta1), tf.mul(g, 1 - beta1));
            const v = tf.add(tf.mul(second.read(), beta2), tf.mul(tf.square(g), 1 - beta2));
            const root = tf.add(tf.mul(tf.sqrt(v), numbers["rootScale"]!), numbers["epsilon"]!);
            assign(variable, tf.sub(w, tf.div(tf.mul(m, numbers["rate"]!), root)));
            assign(first, m);
            assign(second, v);
          });
        }
      });
    },
  };
}

function adamItem({ variable, slots, gradient }: OptimizerItem): AdamItem {
  return { variable, first: slots["first_moment"]!, second: slots["second_moment"]!, gradient };
}
