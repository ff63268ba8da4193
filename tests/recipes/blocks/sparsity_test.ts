import { at, line, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 2;
const T = 5;
const file = "sparsity";
const tensors = { attention: wave({ B, T }, 1, 0, 1) };

macroTest("sparsity() is the mean of an attention", {
  file,
  call: "sparsity(attention)",
  tensors,
  reference: ({ attention }) => meanOver({ B, T }, (i) => at(attention!, i)),
});

macroTest("sparsity_sum() is the mean over the videos of their sums", {
  file,
  call: "sparsity_sum(attention)",
  tensors,
  reference: ({ attention }) => meanOver({ B }, (i) => total(line(attention!, "T", i))),
});

misuseTest(file, { ...tensors, z: wave({ B, T, C: 4 }, 3) }, {
  "sparsity(z)": `\
error: Input "attention" of sparsity is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:17
  |
7 |   out: sparsity(z)
  |                 ^`,
  "sparsity_sum(z)": `\
error: Input "attention" of sparsity_sum is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:21
  |
7 |   out: sparsity_sum(z)
  |                     ^`,
});
