/** How selections run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Count, countSelected } from "../../../specs/kinds/functions/selection.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { broadcast } from "./broadcast.ts";
import { truth } from "./logic.ts";
import { asRows, lookUp, type Rows } from "./rows.ts";

/** k for an axis of `size` entries, as the type rule states it. Selecting nothing is an error: its mean is not a number. */
function requireCount({ node: { op, signal, options } }: Call, size: number): number {
  const k = countSelected(size, options as Count);
  if (k > 0) return k;
  const { ratio, round } = options;
  throw userError(
    `${op} in signal "${signal}" selects nothing: k = max(k_min, ${
      round === "up" ? "ceil" : "floor"
    }(${size} / ${ratio})) ` +
      `is 0, at least 1 is needed`,
    "set k_min to 1, lower the ratio, or sample longer sequences",
  );
}

/** The scores as rows [rows, n], and where they may be selected (bool), if that is asked for. */
function scoresOf(call: Call): Rows & { readonly where: Tensor | undefined } {
  const [x, where] = call.inputs as [Tensor, Tensor | undefined];
  const axis = numberOption(call, "axis");
  const scores = asRows(x, axis);
  if (!where) return { ...scores, where };
  const may = truth(asRows(broadcast(where, x.shape), axis).rows);
  return { ...scores, rows: tf.where(may, scores.rows, -Infinity), where: may };
}

/** 1 at the first k of the columns `indices` [rows, m] of [rows, n], for k of every row [rows, 1] or of all. */
function maskOf(indices: Tensor, n: number, k: Tensor | number): Tensor {
  const [rows, m] = indices.shape as [number, number];
  const isFirst = tf.cast(tf.less(tf.range(0, m, 1, "int32"), k), "float32");
  const begin = tf.reshape(tf.range(0, rows * n, n, "int32"), [rows, 1]);
  const places = tf.reshape(tf.add(indices, begin), [rows * m, 1]);
  const ones = tf.reshape(tf.broadcastTo(isFirst, [rows, m]), [rows * m]);
  return tf.reshape(tf.scatterND(places, ones, [rows * n]), [rows, n]);
}

/** k of every row for as many entries as may be selected there, [rows, 1]. */
function countsOf({ node: { options }, primitives }: Call, where: Tensor): Tensor {
  const counts = Array.from(
    { length: where.shape[1]! + 1 },
    (_, size) => countSelected(size, options as Count),
  );
  return lookUp(counts, tf.sum(tf.cast(where, "int32"), 1, true), primitives);
}

/** Which column of every row comes first, second ..., the smallest first and of equal ones the first. */
function ascending(rows: Tensor, { primitives }: Call): Tensor {
  return primitives.topK(tf.neg(rows), rows.shape[1]!).indices;
}

/** The functions of this family. */
export const selections: Record<string, Run> = {
  top(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    const [count, size] = rows.shape as [number, number];
    const { indices } = call.primitives.topK(rows, requireCount(call, size));
    const picked = call.primitives.gatherRows(tf.reshape(rows, [count, size, 1]), indices);
    return back(tf.squeeze(picked, [2]));
  },
  top_indices(call) {
    const { rows, back } = scoresOf(call);
    return back(call.primitives.topK(rows, requireCount(call, rows.shape[1]!)).indices);
  },
  top_mask(call) {
    const { rows, where, back } = scoresOf(call);
    const n = rows.shape[1]!;
    const k = where ? n : requireCount(call, n);
    const { indices } = call.primitives.topK(rows, k);
    return back(maskOf(indices, n, where ? countsOf(call, where) : k));
  },
  rank(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(ascending(tf.cast(ascending(rows, call), "float32"), call));
  },
  order(call) {
    const { rows, back } = asRows(call.inputs[0]!, numberOption(call, "axis"));
    return back(ascending(rows, call));
  },
};
