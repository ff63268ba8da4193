import { at, build, line, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 3;
const C = 4;
const T = 7;
const file = "classification";
const y = build({ B, C }, (i) => (i["B"]! + 2 * i["C"]!) % 3 === 0 ? 1 : 0);

macroTest("top_mean() is the mean of the largest values of each class", {
  file,
  call: "top_mean(z, ratio=2, k_min=1)",
  tensors: { z: wave({ B, T, C }, 1) },
  reference: ({ z }) =>
    build({ B, C }, (i) => total(line(z!, "T", i).toSorted((a, b) => b - a).slice(0, 3)) / 3),
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
  "nll(p, y)": `\
error: Input "target" of nll is [B, C] with C=5: found [B, C=4]
 --> tiny.yaml:8:15
  |
8 |   out: nll(p, y)
  |               ^`,
});
