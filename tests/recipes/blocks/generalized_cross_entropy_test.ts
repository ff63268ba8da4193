import { build, line, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 3;
const T = 6;

macroTest("gce() is (1 - p^q) / q of snippets inside and outside, each side's mean", {
  file: "generalized_cross_entropy",
  call: "gce(p, target, q=0.4, epsilon=1e-3)",
  tensors: {
    p: wave({ B, T }, 1, 0.05, 0.95),
    target: build({ B, T }, (i) => (i["B"]! + 2 * i["T"]!) % 3 === 0 ? 1 : 0),
  },
  constant: ["target"],
  reference: ({ p, target }) =>
    meanOver({ B }, (i) => {
      const [ps, ts] = [line(p!, "T", i), line(target!, "T", i)];
      const inside = total(ps.map((p, t) => ts[t]! * (1 - (p + 1e-3) ** 0.4) / 0.4)) / (total(ts) + 1e-3);
      const outside = total(ps.map((p, t) => (1 - ts[t]!) * (1 - (1 - p + 1e-3) ** 0.4) / 0.4));
      return inside + outside / (T - total(ts) + 1e-3);
    }),
});

misuseTest("generalized_cross_entropy", { p: wave({ B, T }, 1), wide: wave({ B, T, C: 4 }, 2) }, {
  "gce(p, wide)": `\
error: Input "target" of gce is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:15
  |
7 |   out: gce(p, wide)
  |               ^^^^`,
});
