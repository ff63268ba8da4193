import { at, type Named, wave } from "../../pipeline/contract/named.ts";
import { add } from "../../pipeline/contract/references.ts";
import { macroTest, meanOver, misuseTest } from "./macro.ts";

const B = 2;
const T = 5;
const tensors = { a: wave({ B, T }, 1, 0, 1), b: wave({ B, T }, 2, 0, 1) };
const half = (x: Named, towards: Named) => meanOver({ B, T }, (i) => (at(x, i) - at(towards, i)) ** 2 / 2);

macroTest("mutual_learning() pulls each map towards the other, held still", {
  file: "mutual_learning",
  call: "mutual_learning(a, b)",
  tensors,
  reference: ({ a, b }, fixed) => add(half(a!, fixed["b"]!), half(b!, fixed["a"]!)),
});

misuseTest("mutual_learning", { ...tensors, z: wave({ B, T, C: 4 }, 3) }, {
  "mutual_learning(a, z)": `\
error: Input "b" of mutual_learning is [B, T]: found [B, T, C=4]
 --> tiny.yaml:8:27
  |
8 |   out: mutual_learning(a, z)
  |                           ^`,
});
