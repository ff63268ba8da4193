/** How block `linear` runs. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Call } from "../../graph/call.ts";
import { activate } from "./activation.ts";

/** x [.., D] -> [.., filters], or [..] where there is no axis of filters. */
export function linear(call: Call): Tensor {
  const [x, weights] = [call.inputs[0]!, call.parameter("weights")];
  const [width, filters] = weights.shape as [number, number];
  const product: Tensor = call.primitives.matMul(tf.reshape(x, [-1, width]), weights);
  const y = activate(call.node.options["bias"] ? tf.add(product, call.parameter("bias")) : product, call);
  const hasAxis = call.node.type.dims.length === x.rank;
  return tf.reshape(y, [...x.shape.slice(0, -1), ...(hasAxis ? [filters] : [])]);
}
