/** How entries are taken by their place. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { placesOf } from "../../../specs/kinds/functions/range.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";
import { turn } from "./rows.ts";

/** The range of an axis, which a batch may be too short for. */
function cut(call: Call, from: number, to: number | undefined): Tensor {
  const { node: { op, signal, options }, inputs: [x] } = call;
  const axis = numberOption(call, "axis");
  const count = x!.shape[axis]!;
  const places = placesOf(count, from, to);
  if (!places) {
    throw userError(
      `${op} in signal "${signal}" cannot take entries ${from} to ${to ?? "the end"}: its axis ${
        options["name"]
      } has ` +
        `${count} here`,
      "take a shorter range, or sample longer sequences",
    );
  }
  const begin = x!.shape.map((_, i) => i === axis ? places.begin : 0);
  return tf.slice(x!, begin, x!.shape.with(axis, places.end - places.begin));
}

/** The functions of this family. */
export const indexing: Record<string, Run> = {
  slice: (call) => cut(call, numberOption(call, "from"), call.node.options["to"] as number | undefined),
  at(call) {
    const i = numberOption(call, "i");
    return tf.squeeze(cut(call, i, i === -1 ? undefined : i + 1), [numberOption(call, "axis")]);
  },
  gather({ inputs, node: { options }, primitives }) {
    const [x, indices] = inputs as [Tensor, Tensor];
    if (options["order"] === undefined) return primitives.gatherRows(x, indices);
    const [ofX, ofIndices, order] = ["of_x", "of_indices", "order"].map((name) => options[name] as number[]);
    const shared = options["shared"] as number;
    const [from, to] = [turn(x, ofX!), turn(indices, ofIndices!)];
    const sizes = [from.shape.slice(0, shared), to.shape.slice(shared), from.shape.slice(shared + 1)];
    const [S, M, R] = sizes.map((each) => each.reduce((a, b) => a * b, 1));
    const rows = tf.reshape(from, [S!, from.shape[shared]!, R!]);
    const picked = primitives.gatherRows(rows, tf.reshape(to, [S!, M!]));
    return turn(tf.reshape(picked, sizes.flat()), order!);
  },
};
