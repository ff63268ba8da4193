import { at, range, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 2;
const T = 5;
const file = "guide";
const tensors = { attention: wave({ B, T }, 1, 0, 1), background: wave({ B, T }, 2, 0, 1) };

macroTest("guide() is the mean of |1 - a - p|", {
  file,
  call: "guide(attention, background)",
  tensors,
  reference: ({ attention, background }) =>
    meanOver({ B, T }, (i) => Math.abs(1 - at(attention!, i) - at(background!, i))),
});

macroTest("guide_weighted() is the mean of |1 - a - p|, each times a weight", {
  file,
  call: "guide_weighted(attention, background, weight)",
  tensors: { ...tensors, weight: wave({ B, T }, 4, 0, 2) },
  reference: ({ attention, background, weight }) =>
    meanOver({ B, T }, (i) => at(weight!, i) * Math.abs(1 - at(attention!, i) - at(background!, i))),
});

macroTest("guide_sum() is the mean over the videos of their sums of |1 - a - p|", {
  file,
  call: "guide_sum(attention, background)",
  tensors,
  reference: ({ attention, background }) =>
    meanOver({ B }, ({ B: b }) =>
      total(
        range(T).map((t) => {
          const i = { B: b!, T: t };
          return Math.abs(1 - at(attention!, i) - at(background!, i));
        }),
      )),
});

misuseTest(file, { ...tensors, z: wave({ B, T, C: 4 }, 3) }, {
  "guide(attention, z)": `\
error: Input "background" of guide is [B, T]: found [B, T, C=4]
 --> tiny.yaml:8:25
  |
8 |   out: guide(attention, z)
  |                         ^`,
  "guide_weighted(attention, background, 1, 2)": `\
error: guide_weighted takes 3 arguments, found 4
 --> tiny.yaml:8:49
  |
8 |   out: guide_weighted(attention, background, 1, 2)
  |                                                 ^ it takes: attention, background, weight`,
  "guide_sum(attention)": `\
error: Missing argument "background" of guide_sum
 --> tiny.yaml:8:8
  |
8 |   out: guide_sum(attention)
  |        ^^^^^^^^^ it takes: attention, background`,
});
