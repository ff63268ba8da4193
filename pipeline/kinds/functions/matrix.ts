/** How functions of matrices run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor3D } from "@tensorflow/tfjs-core";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Call, Run } from "../../graph/call.ts";
import { turn } from "./rows.ts";

/** The functions of this family. */
export const matrices: Record<string, Run> = {
  inverse(call) {
    const { inputs: [x], node: { options } } = call;
    const axes = options["axes"] as readonly number[];
    const rest = [...x!.shape.keys()].filter((i) => !axes.includes(i));
    // Its rows stand for the columns of x.
    const order = [...rest, axes[1]!, axes[0]!];
    const turned = turn(x!, order);
    const size = x!.shape[axes[0]!]!;
    const inverses = inversesOf(tf.reshape(turned, [-1, size, size]), call);
    const back = [...rest, ...axes];
    return turn(tf.reshape(inverses, turned.shape), back.map((_, i) => back.indexOf(i)));
  },
};

function inversesOf(x: Tensor3D, { node: { signal, type, options }, primitives }: Call): Tensor3D {
  try {
    return primitives.inverse(x);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    const [row, column] = (options["axes"] as readonly number[]).map((at) => type.dims[at]!.axis);
    throw new RunError(
      `Cannot invert a matrix of "${signal}": ${error.message}`,
      error.hint ??
        `add a small number to the diagonal: x + 1e-3 * (index(x, ${row}) == index(x, ${column}))`,
      { cause: error },
    );
  }
}
