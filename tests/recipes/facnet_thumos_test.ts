import assert from "node:assert/strict";
import { line, range } from "../pipeline/contract/named.ts";
import {
  column,
  cosine,
  crossEntropy,
  dot,
  type Given,
  lossTest,
  mean,
  relu,
  softmax,
  weighted,
} from "./losses.ts";

const [SCALE, SCALE_VIDEO, CLASSES] = [3, 1.5, 4];

/** Of one stream: foreground that each class attends to, classes that the foreground attends to, and scores that each class does. */
function stream(name: "rgb" | "flow", { videos, tensor, layer }: Given) {
  const centres = range(CLASSES).map((c) => line(tensor(`${name}.centres.values`), "D", { C: c }));
  const foreground = [...tensor(`${name}.foreground.values`).values];
  assert.deepEqual(
    foreground,
    centres.at(-1)!.map((value) => -value),
    "it begins opposite to the background",
  );
  const terms = videos.map(({ labels, [name]: rows }) => {
    const x = relu(layer(`${name}.y`, relu(layer(`${name}.h`, rows))));
    const s = x.map((row) => centres.map((centre) => SCALE * cosine(row, centre)));
    const g = x.map((row) => SCALE * cosine(row, foreground));
    const overSharpness = (f: (sharpness: number) => number) => mean([1, 2, 5].map(f));
    const attention = (scores: readonly number[], sharpness: number) =>
      softmax(scores.map((score) => sharpness * score));
    const logits = (f: (c: number, sharpness: number) => number) =>
      range(CLASSES).map((c) => SCALE_VIDEO * overSharpness((sharpness) => f(c, sharpness)));
    const cw = logits((c, sharpness) =>
      SCALE * cosine(weighted(attention(column(s, c), sharpness), x), foreground)
    );
    const ca = logits((c, sharpness) => SCALE * cosine(weighted(attention(g, sharpness), x), centres[c]!));
    const mil = logits((c, sharpness) => dot(attention(column(s, c), sharpness), column(s, c)));
    return {
      cw: crossEntropy(cw, [...labels, 0], 1e-8),
      ca: crossEntropy(ca, [...labels, 0], 1e-8),
      mil: crossEntropy(mil, [...labels, 1], 1e-8),
    };
  });
  return Object.fromEntries(
    (["cw", "ca", "mil"] as const).map((term) => [`${name}_${term}`, mean(terms.map((each) => each[term]))]),
  );
}

lossTest("facnet_thumos", {
  set: [
    "constants.hidden=7",
    "constants.projected=5",
    "constants.dropped=0",
    `constants.scale=${SCALE}`,
    `constants.scale_video=${SCALE_VIDEO}`,
  ],
  weights: { rgb_cw: 1, rgb_ca: 0.1, rgb_mil: 0.1, flow_cw: 1, flow_ca: 0.1, flow_mil: 0.1 },
  losses: (given) => ({ ...stream("rgb", given), ...stream("flow", given) }),
});
