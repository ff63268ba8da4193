/** How conditions run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "../../engines/portable/primitives/with_gradient.ts";
import type { Run } from "../../graph/call.ts";
import { sumTo } from "./broadcast.ts";

/** Where x is true (bool). */
export function truth(x: Tensor): Tensor {
  return tf.notEqual(x, 0);
}

function number(x: Tensor): Tensor {
  return tf.cast(x, "float32");
}

/** The functions of this family. */
export const logic: Record<string, Run> = {
  and: ({ inputs: [a, b] }) => number(tf.logicalAnd(truth(a!), truth(b!))),
  or: ({ inputs: [a, b] }) => number(tf.logicalOr(truth(a!), truth(b!))),
  not: ({ inputs: [x] }) => number(tf.equal(x!, 0)),
  where({ inputs }) {
    const [condition, a, b] = inputs as [Tensor, Tensor, Tensor];
    return withGradient([a, b], () => {
      const taken = truth(condition);
      return {
        value: tf.where(taken, a, b),
        saved: [taken],
        // What is not taken may be infinite, so that nothing is multiplied.
        gradient: (dy, [taken]) => [
          sumTo(tf.where(taken!, dy, 0), a.shape),
          sumTo(tf.where(taken!, 0, dy), b.shape),
        ],
      };
    });
  },
};
