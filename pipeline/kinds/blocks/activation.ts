/** The activations that a block may end with. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Call } from "../../graph/call.ts";

/** Applies the block's option `activation`. */
export function activate(x: Tensor, { node, primitives }: Call): Tensor {
  switch (node.options["activation"]) {
    case "relu":
      return primitives.relu(x);
    case "sigmoid":
      return tf.sigmoid(x);
    case "tanh":
      return tf.tanh(x);
    default:
      return x;
  }
}
