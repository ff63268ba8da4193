/** How functions of a signal's shape run. */
import * as tf from "@tensorflow/tfjs-core";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { turn } from "./rows.ts";

function sizeOf(call: Call): number {
  return call.inputs[0]!.shape[numberOption(call, "axis")]!;
}

/** The functions of this family. */
export const shapes: Record<string, Run> = {
  size: (call) => tf.scalar(sizeOf(call)),
  index: (call) => tf.range(0, sizeOf(call)),
  // The axes are in order already, but for a number alone, which has none.
  arrange: ({ inputs: [x], node: { type } }) =>
    x!.rank === type.dims.length ? tf.clone(x!) : tf.reshape(x!, type.dims.map(() => 1)),
  rename: ({ inputs: [x] }) => tf.clone(x!),
  flatten({ inputs: [x], node: { options } }) {
    const turned = turn(x!, options["order"] as readonly number[]);
    const [place, joined] = [options["place"] as number, options["joined"] as number];
    const size = turned.shape.slice(place, place + joined).reduce((all, each) => all * each, 1);
    return tf.reshape(turned, turned.shape.toSpliced(place, joined, size));
  },
  ones: ({ inputs: [x] }) => tf.onesLike(x!),
  zeros: ({ inputs: [x] }) => tf.zerosLike(x!),
};
