import {
  attended,
  coActivity,
  column,
  crossEntropy,
  type Given,
  lossTest,
  map,
  mean,
  type Rows,
  sigmoid,
  softmax,
  sum,
  topMean,
  type Video,
} from "./losses.ts";

const pairs = [[0, 1], [2, 3]] as const;
const leaky = (rows: Rows) => map(rows, (x) => x > 0 ? x : 0.2 * x);

/** One modality filtered by the other's snippets and its own mean, and its attention. */
function modality(name: "rgb" | "flow", other: "rgb" | "flow", video: Video, { layer }: Given) {
  const rows = video[name];
  const g = leaky(layer(`${name}.local`, video[other]));
  const [q] = leaky(layer(`${name}.global`, [rows[0]!.map((_, d) => mean(column(rows, d)))]));
  const filtered = rows.map((x, t) => x.map((value, d) => sigmoid(g[t]![d]! * q![d]!) * value));
  const hidden = leaky(layer(`a_${name}.conv2`, leaky(layer(`a_${name}.conv1`, filtered))));
  return { filtered, attention: column(layer(`a_${name}.conv3`, hidden), 0).map(sigmoid) };
}

/** a (z - min_c z) + min_c z. */
function attendToMin(attention: readonly number[], z: Rows): Rows {
  return z.map((row, t) => row.map((v) => attention[t]! * (v - Math.min(...row)) + Math.min(...row)));
}

lossTest("co2net_thumos", {
  set: [
    ...["hidden=5", "modality=4", "hidden_attention=3", "ratio=3"].map((each) => `constants.${each}`),
    ...["d_fusion", "d_cas_input", "d_cas_hidden"].map((name) => `constants.${name}=0`),
    ...["rgb", "flow"].map((name) => `embedding.${name}.dropped=0`),
    ...["a_rgb", "a_flow"].flatMap((name) =>
      ["dropped", "dropped_logit"].map((option) => `actionness.${name}.${option}=0`)
    ),
    "training.batches.count=2",
  ],
  pairs,
  weights: { video: 1, attended: 1, casl: 1, mutual: 1, sparsity: 0.8, guide: 0.8 },
  losses(given) {
    const { videos, layer } = given;
    const each = videos.map((video) => {
      const rgb = modality("rgb", "flow", video, given);
      const flow = modality("flow", "rgb", video, given);
      const x = leaky(layer("fusion", rgb.filtered.map((row, t) => [...row, ...flow.filtered[t]!])));
      const z = layer("cas", leaky(layer("hidden_x", x)));
      const a = rgb.attention.map((value, t) => (value + flow.attention[t]!) / 2);
      return { x, z, suppressed: attendToMin(a, z), attentions: [a, rgb.attention, flow.attention], video };
    });
    const pooled = (z: Rows) => [0, 1, 2, 3].map((c) => topMean(column(z, c), 2));
    const ofEach = (f: (one: typeof each[number]) => number) => mean(each.map(f));
    const guide = (a: readonly number[], z: Rows) =>
      mean(a.map((value, t) => Math.abs(1 - value - softmax(z[t]!)[3]!)));
    return {
      video: ofEach(({ z, video }) => crossEntropy(pooled(z), [...video.labels, 1], 1e-4)),
      attended: ofEach(({ suppressed, video }) =>
        crossEntropy(pooled(suppressed), [...video.labels, 0], 1e-4)
      ),
      casl: coActivity(
        pairs,
        videos.map(({ labels }) => [...labels, 0]),
        (b, c) => attended(each[b]!.x, each[b]!.suppressed, c),
        0.5,
      ),
      // (mse(a_rgb, sg a_flow) + mse(a_flow, sg a_rgb)) / 2.
      mutual: ofEach(({ attentions: [, rgb, flow] }) => mean(rgb!.map((v, t) => (v - flow![t]!) ** 2))),
      sparsity: ofEach(({ attentions }) => sum(attentions.map(mean)) / 3),
      guide: ofEach(({ attentions, z }) => sum(attentions.map((a) => guide(a, z))) / 3),
    };
  },
});
