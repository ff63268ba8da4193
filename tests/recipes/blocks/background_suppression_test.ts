import { at, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest } from "./macro.ts";

const B = 3;
const C = 4;
const file = "background_suppression";

macroTest("background_entropy() is the binary cross-entropy with 1 / C", {
  file,
  call: "background_entropy(p)",
  tensors: { p: wave({ B, C }, 1, 0.05, 0.95) },
  reference: ({ p }) =>
    meanOver({ B, C }, (i) => -Math.log(at(p!, i)) / C - (1 - 1 / C) * Math.log(1 - at(p!, i))),
});

misuseTest(file, { z: wave({ B, T: 6, C }, 1) }, {
  "background_entropy(z)": `\
error: Input "p" of background_entropy is [B, C]: found [B, T, C=4]
 --> tiny.yaml:6:27
  |
6 |   out: background_entropy(z)
  |                           ^`,
});
