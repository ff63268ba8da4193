/** The operations that compilation and passes insert themselves. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { LEAST_NORM } from "../kinds/functions/normalization.ts";
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
  /** Some entries of the last axis. */
  columns(call) {
    const x = call.inputs[0]!;
    const last = x.rank - 1;
    const begin = x.shape.map((_, i) => i === last ? numberOption(call, "begin") : 0);
    return tf.slice(x, begin, x.shape.with(last, numberOption(call, "size")));
  },
  /** Lists of indices [B, K] end to end. */
  join: ({ inputs }) => tf.concat([...inputs], 1),
  /** One of the parts that an axis has been put together from, as large as the indices that took it. */
  part({ inputs: [joined, ...indices], node }) {
    const axis = node.options["axis"] as number;
    let parts = splits.get(joined!);
    if (!parts) splits.set(joined!, parts = tf.split(joined!, indices.map(({ shape }) => shape[1]!), axis));
    return parts[node.options["at"] as number]!;
  },
  /** The divisors of `l2_normalize` along the last axis, without it. */
  norms: ({ inputs: [x], primitives }) =>
    tf.squeeze(tf.maximum(primitives.l2Norm(x!), LEAST_NORM), [x!.rank - 1]),
  quotient: ({ inputs: [a, b] }) => tf.div(a!, b!),
  /** x where the second input [B, T] is 1, and 0 elsewhere. */
  within(call) {
    const [x, within] = call.inputs as [Tensor, Tensor];
    const axis = numberOption(call, "axis");
    const snippets = tf.reshape(within, x.shape.map((n, i) => i === axis ? n : 1));
    return tf.where(tf.cast(snippets, "bool"), x, tf.scalar(0));
  },
  filled: (call) => tf.fill(call.inputs[0]!.shape, numberOption(call, "value")),
};
