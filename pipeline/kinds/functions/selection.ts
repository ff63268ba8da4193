/** How selections run. */
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { asRows } from "./rows.ts";

/** k for an axis of `size` entries, as the type rule states it. Selecting nothing is an error: its mean is not a number. */
function selectedCount({ node: { op, signal, options } }: Call, size: number): number {
  const { ratio, least, count } = options as Record<string, number>;
  const k = Math.min(size, count ?? Math.max(least!, Math.floor(size / ratio!)));
  if (k > 0) return k;
  throw userError(
    `${op} in signal "${signal}" selects nothing: k = max(k_min, floor(${size} / ${ratio})) is 0, ` +
      `at least 1 is needed`,
    "set k_min to 1, lower the ratio, or sample longer sequences",
  );
}

/** The functions of this family. */
export const selections: Record<string, Run> = {
  top(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    const [count, size] = rows.shape as [number, number];
    const { indices } = call.primitives.topK(rows, selectedCount(call, size));
    const picked = call.primitives.gatherRows(tf.reshape(rows, [count, size, 1]), indices);
    return back(tf.squeeze(picked, [2]));
  },
  top_indices(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(call.primitives.topK(rows, selectedCount(call, rows.shape[1]!)).indices);
  },
  gather: ({ inputs: [x, indices], primitives }) => primitives.gatherRows(x!, indices!),
};
