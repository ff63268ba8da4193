/** How binary morphology runs: sliding maxima with 0 outside the sequence (Zhang et al., CVPR 2021,
 * section 3.3). */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { asRows } from "./rows.ts";

function slide(call: Call, run: (rows: Tensor, left: number, right: number) => Tensor): Tensor {
  const size = numberOption(call, "size");
  const left = Math.floor(size / 2);
  const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
  // Beyond the sequence there is nothing to see, however far an element reaches.
  const within = (reach: number) => Math.min(reach, rows.shape[1]!);
  return back(run(rows, within(left), within(size - 1 - left)));
}

/** The functions of this family. */
export const morphologies: Record<string, Run> = {
  erode: (call) =>
    slide(
      call,
      (rows, left, right) => tf.sub(1, call.primitives.slidingMax(tf.sub(1, rows), left, right, 1)),
    ),
  dilate: (call) => slide(call, (rows, left, right) => call.primitives.slidingMax(rows, right, left, 0)),
};
