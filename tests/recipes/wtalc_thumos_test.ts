import { attended, coActivity, column, crossEntropy, lossTest, mean, relu, topMean } from "./losses.ts";

const lengths = [6, 3, 5, 6];
const pairs = [[0, 1], [2, 3]] as const;
const margin = 0.4;

lossTest("wtalc_thumos", {
  set: [
    "constants.hidden=5",
    "constants.dropped=0",
    "constants.ratio=4",
    `constants.margin=${margin}`,
    "training.batches.count=2",
  ],
  lengths,
  pairs,
  weights: { mil: 0.5, casl: 0.5 },
  losses({ videos, layer }) {
    const labels = videos.map(({ labels }) => labels);
    const x = videos.map(({ rows }, b) => relu(layer("hidden_x", rows.slice(0, lengths[b]))));
    const z = x.map((rows) => layer("cas", rows));
    const logits = z.map((rows) =>
      [0, 1, 2].map((c) => topMean(column(rows, c), Math.ceil(rows.length / 4)))
    );
    return {
      mil: mean(logits.map((v, b) => crossEntropy(v, labels[b]!))),
      casl: coActivity(pairs, labels, (b, c) => attended(x[b]!, z[b]!, c), margin),
    };
  },
});
