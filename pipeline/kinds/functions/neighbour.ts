/** How functions of neighbours run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "../../engines/portable/primitives/with_gradient.ts";
import { shiftTime } from "../../engines/portable/primitives/shift.ts";
import { type Call, numberOption, type Run } from "../../graph/call.ts";

/** Runs something on x as [before, n, after] of the axis, which keeps that shape. */
function around(call: Call, run: (x: Tensor) => Tensor): Tensor {
  const x = call.inputs[0]!;
  const axis = numberOption(call, "axis");
  const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
  const shape = [product(x.shape.slice(0, axis)), x.shape[axis]!, product(x.shape.slice(axis + 1))];
  return tf.reshape(run(tf.reshape(x, shape)), x.shape);
}

/** The sum over the offsets o of x[i + o]. */
function windowSum(x: Tensor, first: number, last: number): Tensor {
  const far = x.shape[1]! - 1;
  let sum: Tensor | undefined;
  for (let offset = Math.max(first, -far); offset <= Math.min(last, far); offset++) {
    const part = shiftTime(x, offset);
    sum = sum ? tf.add(sum, part) : part;
  }
  return sum!;
}

/** What a window's sum is divided by, at every entry. */
function divisors(n: number, first: number, last: number, isCounted: boolean): Tensor {
  const within = (i: number) => Math.min(i + last, n - 1) - Math.max(i + first, 0) + 1;
  const counts = Array.from({ length: n }, (_, i) => isCounted ? last - first + 1 : within(i));
  return tf.tensor(counts, [1, n, 1], "float32");
}

/** The functions of this family. */
export const neighbours: Record<string, Run> = {
  shift: (call) => around(call, (x) => shiftTime(x, -numberOption(call, "by"))),
  avg_pool1d(call) {
    const size = numberOption(call, "size");
    const first = -Math.floor(size / 2);
    const last = size - 1 + first;
    const isCounted = call.node.options["outside"] === "counts";
    const divide = (x: Tensor) => tf.div(x, divisors(x.shape[1]!, first, last, isCounted));
    return around(call, (x) =>
      withGradient([x], () => ({
        value: divide(windowSum(x, first, last)),
        saved: [],
        gradient: (dy) => [windowSum(divide(dy), -last, -first)],
      })));
  },
};
