import { build, line, type Named, range, wave } from "../../pipeline/contract/named.ts";
import { scalar } from "../../pipeline/contract/references.ts";
import { macroTest, misuseTest } from "./macro.ts";

const B = 3;
const C = 4;
const T = 6;
const total = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);
const bits = (sizes: Named["sizes"]) =>
  build(sizes, (i) => (i["B"]! + 2 * (i["T"] ?? i["C"]!)) % 3 === 0 ? 1 : 0);

/** Mean over the videos of what each of them adds. */
const meanOf = (video: (b: number) => number) => scalar(total(range(B).map(video)) / B);

macroTest("softmax_ce() is cross-entropy with an epsilon beside labels that sum to 1", {
  file: "action_selection",
  call: "softmax_ce(logits, y, epsilon=0.25)",
  tensors: { logits: wave({ B, C }, 1), y: bits({ B, C }) },
  constant: ["y"],
  reference: ({ logits, y }) =>
    meanOf((b) => {
      const [z, t] = [line(logits!, "C", { B: b }), line(y!, "C", { B: b })];
      return total(z.map((v, c) => (t[c]! / total(t) + 0.25) * (Math.log(total(z.map(Math.exp))) - v)));
    }),
});

macroTest("gce() is (1 - p^q) / q of snippets inside and outside, each side's mean", {
  file: "action_selection",
  call: "gce(p, target, q=0.4, epsilon=1e-3)",
  tensors: { p: wave({ B, T }, 1, 0.05, 0.95), target: bits({ B, T }) },
  constant: ["target"],
  reference: ({ p, target }) =>
    meanOf((b) => {
      const [ps, ts] = [line(p!, "T", { B: b }), line(target!, "T", { B: b })];
      const inside = total(ps.map((p, t) => ts[t]! * (1 - (p + 1e-3) ** 0.4) / 0.4)) / (total(ts) + 1e-3);
      const out = total(ps.map((p, t) => (1 - ts[t]!) * (1 - (1 - p + 1e-3) ** 0.4) / 0.4));
      return inside + out / (T - total(ts) + 1e-3);
    }),
});

misuseTest("action_selection", { p: wave({ B, T }, 1), wide: wave({ B, T, C }, 2) }, {
  "gce(p, wide)": `\
error: Input "target" of gce is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:15
  |
7 |   out: gce(p, wide)
  |               ^^^^`,
  "softmax_ce(wide, wide)": `\
error: Input "logits" of softmax_ce is [B, C]: found [B, T, C=4]
 --> tiny.yaml:7:19
  |
7 |   out: softmax_ce(wide, wide)
  |                   ^^^^`,
});
