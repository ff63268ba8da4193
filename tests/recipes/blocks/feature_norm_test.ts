import { at, build, line, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest } from "./macro.ts";

const B = 5;
const file = "feature_norm";
const relu = (x: number) => Math.max(x, 0);
const norms = (salt: number) => wave({ B }, salt, 0, 4);
const tensors = { instance: norms(1), context: norms(2), background: norms(3) };

macroTest("norm_gap() is the squared sum of what two norms lack", {
  file,
  call: "norm_gap(instance, background, margin=2)",
  tensors: { instance: tensors.instance, background: tensors.background },
  reference: ({ instance, background }) =>
    meanOver({ B }, (i) => (relu(2 - at(instance!, i)) + at(background!, i)) ** 2),
});

macroTest("norm_steps() is the squared sum of what three norms lack", {
  file,
  call: "norm_steps(instance, context, background, margin=2)",
  tensors,
  reference: ({ instance, context, background }) =>
    meanOver({ B }, (i) => {
      const [a, c, b] = [at(instance!, i), at(context!, i), at(background!, i)];
      return (relu(2 - a + c) + relu(2 - c + b) + b) ** 2;
    }),
});

macroTest("top_norm() is the norm of the mean feature where another signal is largest", {
  file,
  call: "top_norm(rows, by, ratio=3)",
  tensors: { rows: wave({ B, T: 7, D: 3 }, 5), by: wave({ B, T: 7 }, 6) },
  constant: ["by"],
  reference: ({ rows, by }) =>
    build({ B }, (i) => {
      const [first, second] = line(by!, "T", i).map((value, t) => ({ value, t }))
        .toSorted((a, b) => b.value - a.value);
      const feature = [0, 1, 2].map((d) =>
        (at(rows!, { ...i, T: first!.t, D: d }) + at(rows!, { ...i, T: second!.t, D: d })) / 2
      );
      return Math.hypot(...feature);
    }),
});

misuseTest(file, { ...tensors, wide: wave({ B, D: 2 }, 4) }, {
  "top_norm(wide, background)": `\
error: Input "x" of top_norm is [B, T, D]: found [B, D=2]
 --> tiny.yaml:9:17
  |
9 |   out: top_norm(wide, background)
  |                 ^^^^`,
  "norm_gap(wide, background)": `\
error: Input "action" of norm_gap is [B]: found [B, D=2]
 --> tiny.yaml:9:17
  |
9 |   out: norm_gap(wide, background)
  |                 ^^^^`,
  "norm_steps(instance, background)": `\
error: Missing argument "background" of norm_steps
 --> tiny.yaml:9:8
  |
9 |   out: norm_steps(instance, background)
  |        ^^^^^^^^^^ it takes: instance, context, background, margin`,
});
