/** The operations that compilation and passes insert themselves. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { sampledConv1d } from "../kinds/blocks/conv1d.ts";
import { normalizedDot } from "../kinds/functions/contraction.ts";
import { numberOption, type Run } from "./call.ts";

/** Tensors that have been split: once for all parts, so that the gradient puts them together once. */
const splits = new WeakMap<Tensor, Tensor[]>();

/** The operations by name. */
export const STRUCTURE_RUNS: Readonly<Record<string, Run>> = {
  constant: (call) => tf.scalar(numberOption(call, "value")),
  /** Brings a tensor's axes into another order, with size 1 for the missing ones (-1 in `order`). */
  align({ inputs: [x], node }) {
    const order = node.options["order"] as readonly number[];
    const present = order.filter((at) => at >= 0);
    const turned = present.every((at, i) => at === i) ? x! : tf.transpose(x!, present);
    return tf.reshape(turned, order.map((at) => at < 0 ? 1 : x!.shape[at]!));
  },
  slice(call) {
    const x = call.inputs[0]!;
    const axis = numberOption(call, "axis");
    const begin = x.shape.map((_, i) => i === axis ? numberOption(call, "begin") : 0);
    return tf.slice(x, begin, x.shape.with(axis, numberOption(call, "size")));
  },
  /** One of the parts that an axis has been put together from, as large as the indices that took it. */
  part({ inputs: [joined, ...indices], node }) {
    const axis = node.options["axis"] as number;
    let parts = splits.get(joined!);
    if (!parts) splits.set(joined!, parts = tf.split(joined!, indices.map(({ shape }) => shape[1]!), axis));
    return parts[node.options["at"] as number]!;
  },
  sampled_conv1d: sampledConv1d,
  normalized_dot: normalizedDot,
  ones: ({ inputs: [x] }) => tf.onesLike(x!),
};
