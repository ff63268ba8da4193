import { at, build, line, type Named, wave } from "../../pipeline/contract/named.ts";
import { softmax } from "../../pipeline/contract/references.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 3;
const C = 4;
const T = 7;
const file = "classification";
const y = build({ B, C }, (i) => (i["B"]! + 2 * i["C"]!) % 3 === 0 ? 1 : 0);

/** The mean of the 3 largest values over time. */
const top_mean = (z: Named) =>
  build({ B, C }, (i) => total(line(z, "T", i).toSorted((a, b) => b - a).slice(0, 3)) / 3);

macroTest("top_mean() is the mean of the largest values of each class", {
  file,
  call: "top_mean(z, ratio=2, k_min=1)",
  tensors: { z: wave({ B, T, C }, 1) },
  reference: ({ z }) => top_mean(z!),
});

macroTest("top_scores() is the softmax of the mean of the largest values", {
  file,
  call: "top_scores(z, ratio=2, k_min=1)",
  tensors: { z: wave({ B, T, C }, 1) },
  reference: ({ z }) => softmax(top_mean(z!), "C"),
});

macroTest("label_shares() divides labels by their number and an epsilon", {
  file,
  call: "label_shares(y, epsilon=0.5)",
  tensors: { y },
  reference: ({ y }) => build({ B, C }, (i) => at(y!, i) / (total(line(y!, "C", i)) + 0.5)),
});

macroTest("softmax_ce() is -sum t log softmax(v), mean over the videos", {
  file,
  call: "softmax_ce(logits, target)",
  tensors: { logits: wave({ B, C }, 1), target: wave({ B, C }, 2, 0, 1) },
  reference: ({ logits, target }) =>
    meanOver({ B }, (i) => {
      const [v, t] = [line(logits!, "C", i), line(target!, "C", i)];
      return total(v.map((z, c) => t[c]! * (Math.log(total(v.map(Math.exp))) - z)));
    }),
});

macroTest("sigmoid_ce() is log(1 + exp v) - t v, mean over videos and classes, also where v is 0 or large", {
  file,
  call: "sigmoid_ce(logits, target)",
  tensors: {
    logits: build({ B, C }, ({ B: b, C: c }) => [0, 200, -200, 0.5, -3, 2][(4 * b! + c!) % 6]!),
    target: wave({ B, C }, 2, 0, 1),
  },
  constant: ["target"],
  reference: ({ logits, target }) =>
    meanOver({ B, C }, (i) => {
      const [v, t] = [at(logits!, i), at(target!, i)];
      return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))) - t * v;
    }),
});

macroTest("nll() is -sum t log p, mean over the videos", {
  file,
  call: "nll(p, target)",
  tensors: { p: wave({ B, C }, 1, 0.05, 1), target: wave({ B, C }, 2, 0, 1) },
  reference: ({ p, target }) =>
    meanOver({ B }, (i) => {
      const [ps, t] = [line(p!, "C", i), line(target!, "C", i)];
      return total(ps.map((p, c) => -t[c]! * Math.log(p)));
    }),
});

misuseTest(file, { z: wave({ B, T, C }, 1), p: wave({ B, C: C + 1 }, 1), y }, {
  "top_mean(p)": `\
error: Input "map" of top_mean is [B, T, C]: found [B, C=5]
 --> tiny.yaml:8:17
  |
8 |   out: top_mean(p)
  |                 ^`,
  "top_scores(p)": `\
error: Input "map" of top_scores is [B, T, C]: found [B, C=5]
 --> tiny.yaml:8:19
  |
8 |   out: top_scores(p)
  |                   ^`,
  "label_shares(z)": `\
error: Input "y" of label_shares is [B, C]: found [B, T, C=4]
 --> tiny.yaml:8:21
  |
8 |   out: label_shares(z)
  |                     ^`,
  "softmax_ce(p, y)": `\
error: Input "target" of softmax_ce is [B, C] with C=5: found [B, C=4]
 --> tiny.yaml:8:22
  |
8 |   out: softmax_ce(p, y)
  |                      ^`,
  "sigmoid_ce(z, y)": `\
error: Input "logits" of sigmoid_ce is [B, C]: found [B, T, C=4]
 --> tiny.yaml:8:19
  |
8 |   out: sigmoid_ce(z, y)
  |                   ^`,
  "nll(p, y)": `\
error: Input "target" of nll is [B, C] with C=5: found [B, C=4]
 --> tiny.yaml:8:15
  |
8 |   out: nll(p, y)
  |               ^`,
});
