import assert from "node:assert/strict";
import { checkCase } from "../../pipeline/contract/check.ts";
import { cpuTest } from "../../pipeline/contract/engines.ts";
import { build, type Index, line, type Named, range, wave } from "../../pipeline/contract/named.ts";
import { compileTiny, SIZES } from "../../pipeline/contract/recipe.ts";
import { softmax } from "../../pipeline/contract/references.ts";
import { macroTest, misuseTest, refusalOf, total } from "./macro.ts";

const B = 2;
const T = 5;
const C = 3;
const D = 4;
const K = 2;
const file = "class_centres";
const parents = [`recipes/blocks/${file}.yaml`];
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

const unit = (v: readonly number[]) => v.map((value) => value / (Math.hypot(...v) + 1e-9));

macroTest("likeness() is a cosine times a factor", {
  file,
  call: "likeness(x, a, scale=3)",
  tensors: { x, a: wave({ C, D }, 2) },
  reference: ({ x, a }) => build({ B, T, C }, (i) => 3 * dot(unit(line(x!, "D", i)), unit(line(a!, "D", i)))),
});

macroTest("gathered() is the sum of the snippets by their shares, divided by these and a little more", {
  file,
  call: "gathered(x, s, epsilon=0.5)",
  tensors: { x, s: wave({ B, T, C }, 2, 0, 1) },
  reference: ({ x, s }) =>
    build({ B, C, D }, (i) => dot(line(s!, "T", i), line(x!, "T", i)) / (total(line(s!, "T", i)) + 0.5)),
});

const sigmoid = (score: number) => 1 / (1 + Math.exp(-score));
const like = (a: readonly number[], b: readonly number[]) => 3 * dot(unit(a), unit(b));

/** What a head of centres says of snippets and their video, each from the centres of `leaf`. */
function head(rows: Named, leaf: (name: string) => Named) {
  const { B, T, D, C } = SIZES;
  const foreground = () => [...leaf("made.foreground.values").values];
  const centre = (c: number) => line(leaf("made.centres.values"), "D", { C: c });
  const score = (i: Index) => like(line(rows, "D", i), centre(i["C"]!));
  const attention = (i: Index) => sigmoid(like(line(rows, "D", i), foreground()));
  const ofVideo = (share: (i: Index) => number) => () => {
    const logits = build({ B, C: C + 1 }, (i) => {
      const shares = range(T).map((t) => share({ ...i, T: t }));
      const summed = range(D).map((d) =>
        dot(shares, line(rows, "T", { ...i, D: d })) / (total(shares) + 0.5)
      );
      return like(summed, centre(i["C"]!));
    });
    return softmax(logits, "C");
  };
  return {
    scores: () => build({ B, T, C: C + 1 }, score),
    attention: () => build({ B, T }, attention),
    video_ca: ofVideo(attention),
    video_cw: ofVideo((i) => sigmoid(score(i))),
  };
}

for (const step of ["scores", "attention", "video_ca", "video_cw"] as const) {
  cpuTest(`centre_head has ${step} by its centres`, (engine) => {
    checkCase({
      extends: parents,
      signals: { made: { kind: "centre_head", rows: "features.a", width: SIZES.D, scale: 3, epsilon: 0.5 } },
      out: `made.${step}`,
      reference: ({ a, leaf }) => head(a, leaf)[step](),
    }, engine);
  });
}

Deno.test("centre_head refuses another width than that of the snippets", () => {
  const wide = { kind: "centre_head", rows: "features.a" };
  assert.equal(
    refusalOf(() => compileTiny({ extends: parents, signals: { wide } })),
    `\
error: Input "centre" of likeness is [.., D] with D=5: found [C=5, D=2048]
  --> recipes/blocks/class_centres.yaml:40:30
   |
40 |       scores: likeness(rows, centres, scale=scale)
   |                              ^^^^^^^ in centre_head, which makes wide`,
  );
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
  "likeness(x, a)": `\
error: Input "centre" of likeness is [.., D] with D=4: found [C=7, D=6]
  --> tiny.yaml:10:20
   |
10 |   out: likeness(x, a)
   |                    ^`,
  "gathered(g, s)": `\
error: Input "rows" of gathered is [B, T, D]: found [B, T]
  --> tiny.yaml:10:17
   |
10 |   out: gathered(g, s)
   |                 ^`,
});
