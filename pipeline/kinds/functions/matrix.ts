/** How functions of matrices run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Run } from "../../graph/call.ts";
import { turn } from "./rows.ts";

/** The functions of this family. */
export const matrices: Record<string, Run> = {
  inverse({ inputs: [x], node: { options }, primitives }) {
    const axes = options["axes"] as readonly number[];
    const rest = [...x!.shape.keys()].filter((i) => !axes.includes(i));
    // Its rows stand for the columns of x.
    const order = [...rest, axes[1]!, axes[0]!];
    const turned = turn(x!, order);
    const size = x!.shape[axes[0]!]!;
    const inverses = primitives.inverse(tf.reshape(turned, [-1, size, size]));
    const back = [...rest, ...axes];
    return turn(tf.reshape(inverses, turned.shape), back.map((_, i) => back.indexOf(i)));
  },
};
