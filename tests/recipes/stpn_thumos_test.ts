import { column, type Given, lossTest, mean, relu, type Rows, sigmoid, sum, weighted } from "./losses.ts";

/** Of one stream: sigmoid cross-entropy of the attended mean, and the sum of the attention. */
function stream(name: "rgb" | "flow", { videos, tensor, layer }: Given) {
  const attention = (rows: Rows) =>
    column(layer(`${name}.attention`, relu(layer(`${name}.h`, rows))), 0).map(sigmoid);
  const bias = tensor(`${name}.bias.values`).values;
  const terms = videos.flatMap(({ labels, [name]: rows }) => {
    const feature = weighted(attention(rows), rows).map((value) => value / rows.length);
    const [without] = layer(`${name}.tcam`, [feature]);
    return without!.map((v, c) => Math.log(1 + Math.exp(v + bias[c]!)) - labels[c]! * (v + bias[c]!));
  });
  return {
    [`${name}_class`]: mean(terms),
    [`${name}_sparsity`]: mean(videos.map(({ [name]: rows }) => sum(attention(rows)))),
  };
}

lossTest("stpn_thumos", {
  set: ["constants.hidden=5", "constants.sparse=0.01"],
  weights: { rgb_class: 1, rgb_sparsity: 0.01, flow_class: 1, flow_sparsity: 0.01 },
  losses: (given) => ({ ...stream("rgb", given), ...stream("flow", given) }),
});
