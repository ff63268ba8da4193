import { build, line, type Named, range, wave } from "../../pipeline/contract/named.ts";
import { macroTest, misuseTest, total } from "./macro.ts";

const B = 2;
const T = 5;
const C = 3;
const D = 4;
const K = 2;
const file = "class_centres";
const sharpness: Named = { sizes: { K }, values: [0.5, 3] };
const x = wave({ B, T, D }, 1);
const mean = (values: readonly number[]) => total(values) / values.length;
const dot = (a: readonly number[], b: readonly number[]) => total(a.map((value, i) => value * b[i]!));
const cosine = (a: readonly number[], b: readonly number[]) =>
  dot(a, b) / Math.hypot(...a) / Math.hypot(...b);

/** Softmax over time of scores times a factor. */
function attention(scores: readonly number[], factor: number): number[] {
  const powers = scores.map((s) => Math.exp(factor * s));
  return powers.map((power) => power / total(powers));
}

/** What an attention gathers of the snippets of a video, [D]. */
function gathered(x: Named, b: number, shares: readonly number[]): number[] {
  return range(D).map((d) => dot(shares, line(x, "T", { B: b, D: d })));
}

macroTest("class_wise_foreground() compares what each class gathers with the foreground's centre", {
  file,
  call: "class_wise_foreground(x, s, f, sharpness)",
  tensors: { x, s: wave({ B, T, C }, 2), f: wave({ D }, 3), sharpness },
  reference: ({ x, s, f, sharpness }) =>
    build({ B, C }, (i) =>
      mean(sharpness!.values.map((factor) => {
        return cosine(gathered(x!, i["B"]!, attention(line(s!, "T", i), factor)), [...f!.values]);
      }))),
});

macroTest("class_agnostic_foreground() compares what the foreground gathers with the classes' centres", {
  file,
  call: "class_agnostic_foreground(x, g, a, sharpness)",
  tensors: { x, g: wave({ B, T }, 2), a: wave({ C, D }, 3), sharpness },
  reference: ({ x, g, a, sharpness }) =>
    build({ B, C }, (i) =>
      mean(sharpness!.values.map((factor) => {
        return cosine(gathered(x!, i["B"]!, attention(line(g!, "T", i), factor)), line(a!, "D", i));
      }))),
});

macroTest("attended_scores() are the scores of the snippets that a class attends to", {
  file,
  call: "attended_scores(s, sharpness)",
  tensors: { s: wave({ B, T, C }, 2), sharpness },
  reference: ({ s, sharpness }) =>
    build({ B, C }, (i) => {
      const scores = line(s!, "T", i);
      return mean(sharpness!.values.map((factor) => dot(attention(scores, factor), scores)));
    }),
});

const tensors = { x, s: wave({ B, T, C }, 2), g: wave({ B, T }, 2), a: wave({ C: 7, D: 6 }, 3), sharpness };
misuseTest(file, tensors, {
  "class_wise_foreground(x, s, a, sharpness)": `\
error: Input "foreground" of class_wise_foreground is [D]: found [C=7, D=6]
  --> tiny.yaml:10:36
   |
10 |   out: class_wise_foreground(x, s, a, sharpness)
   |                                    ^`,
  "class_agnostic_foreground(x, g, a, sharpness)": `\
error: Input "centres" of class_agnostic_foreground is [C, D] with D=4: found [C=7, D=6]
  --> tiny.yaml:10:40
   |
10 |   out: class_agnostic_foreground(x, g, a, sharpness)
   |                                        ^`,
  "attended_scores(s, at(sharpness, K, 0))": `\
error: Input "sharpness" of attended_scores is [K]: found []
  --> tiny.yaml:10:27
   |
10 |   out: attended_scores(s, at(sharpness, K, 0))
   |                           ^^^^^^^^^^^^^^^^^^^`,
});
