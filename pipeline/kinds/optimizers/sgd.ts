/** How optimizer `sgd` runs. */
import * as tf from "@tensorflow/tfjs-core";
import { sgd as spec } from "../../../specs/kinds/optimizers/sgd.ts";
import { kindRun } from "../kind.ts";
import type { Optimizer } from "./optimizer.ts";

/** Gradient descent: g += decay w; v = momentum v + g; w -= rate v. Without momentum no v is kept. */
export const sgd = kindRun(spec, ({ rate, momentum, weight_decay }): Optimizer => {
  return {
    rate,
    slots: momentum === 0 ? [] : ["velocity"],
    numbers: (_, rate) => ({ rate }),
    update(variables, items, numbers, guard) {
      variables.whenFinite(guard, (assign) => {
        for (const { variable, slots: { velocity }, gradient } of items) {
          tf.tidy(() => {
            const w = variable.read();
            const g = weight_decay === 0 ? gradient : tf.add(gradient, tf.mul(w, weight_decay));
            const v = velocity ? tf.add(tf.mul(velocity.read(), momentum), g) : g;
            assign(variable, tf.sub(w, tf.mul(v, numbers["rate"]!)));
            if (velocity) assign(velocity, v);
          });
        }
      });
    },
  };
});
