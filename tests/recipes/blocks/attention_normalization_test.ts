import { line, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 3;
const T = 7;
const file = "attention_normalization";
const tensors = { attention: wave({ B, T }, 1, 0, 1) };

macroTest("attention_normalization() is the mean of the smallest minus that of the largest", {
  file,
  call: "attention_normalization(attention, ratio=3)",
  tensors,
  reference: ({ attention }) =>
    meanOver({ B }, (i) => {
      const sorted = line(attention!, "T", i).toSorted((a, b) => a - b);
      return (total(sorted.slice(0, 2)) - total(sorted.slice(-2))) / 2;
    }),
});

misuseTest(file, { ...tensors, z: wave({ B, T, C: 4 }, 1) }, {
  "attention_normalization(z)": `\
error: Input "attention" of attention_normalization is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:32
  |
7 |   out: attention_normalization(z)
  |                                ^`,
});
