import { build, line, type Named, wave } from "../../pipeline/contract/named.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 3;
const C = 4;
const T = 5;
const file = "evidential";
const y: Named = { sizes: { B, C }, values: [1, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 0] };
const tensors = { alpha: wave({ B, C }, 1, 1, 6), y };

macroTest("evidential_log() weighs a video by how sure it is, and its classes by their lack of evidence", {
  file,
  call: "evidential_log(alpha, y)",
  tensors,
  constant: ["y"],
  reference: ({ alpha }, fixed) =>
    meanOver({ B }, (i) => {
      const [a, labels] = [line(alpha!, "C", i), line(y, "C", i)];
      const sure = 1 - C / total(line(fixed["alpha"]!, "C", i));
      const lack = labels.map((label, c) => label / a[c]!);
      const g = lack.map((each) => sure * total(labels) * each / total(lack));
      return total(g.map((each, c) => each * (Math.log(total(a)) - Math.log(a[c]!))));
    }),
});

macroTest("evidential_squared() is the squared difference of labels and shares of the evidence", {
  file,
  call: "evidential_squared(alpha, y)",
  tensors,
  constant: ["y"],
  reference: ({ alpha }) =>
    meanOver({ B }, (i) => {
      const [a, labels] = [line(alpha!, "C", i), line(y, "C", i)];
      return total(a.map((each, c) => (labels[c]! - each / total(a)) ** 2));
    }),
});

for (const done of [0, 0.25, 1]) {
  macroTest(`curriculum() falls or rises over the places when ${done} of the training is done`, {
    file,
    call: "curriculum(index(place, T), done, amplitude=0.5)",
    tensors: { place: wave({ T }, 1), done: { sizes: {}, values: [done] } },
    constant: ["place"],
    reference: ({ done: part }) =>
      build({ T }, (i) => 0.5 * Math.tanh((2 * (i["T"]! + 0.5) / T - 1) * (1 - 2 * part!.values[0]!)) + 1),
  });
}

misuseTest(file, { ...tensors, z: wave({ B, C: C + 1 }, 2) }, {
  "evidential_log(z, y)": `\
error: Input "y" of evidential_log is [B, C] with C=5: found [B, C=4]
 --> tiny.yaml:8:26
  |
8 |   out: evidential_log(z, y)
  |                          ^`,
  "evidential_squared(z, y)": `\
error: Input "y" of evidential_squared is [B, C] with C=5: found [B, C=4]
 --> tiny.yaml:8:30
  |
8 |   out: evidential_squared(z, y)
  |                              ^`,
  "curriculum(alpha, y)": `\
error: Input "place" of curriculum is [T]: found [B, C=4]
 --> tiny.yaml:8:19
  |
8 |   out: curriculum(alpha, y)
  |                   ^^^^^`,
});
