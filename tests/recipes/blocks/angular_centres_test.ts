import assert from "node:assert/strict";
import { assertClose, INPUTS, parameterLeaves } from "../../pipeline/contract/check.ts";
import { cpuTest } from "../../pipeline/contract/engines.ts";
import { at, build, type Named, positions, wave } from "../../pipeline/contract/named.ts";
import { compileTiny, SIZES } from "../../pipeline/contract/recipe.ts";
import { scalar } from "../../pipeline/contract/references.ts";
import { valuesOf } from "../../pipeline/contract/values.ts";
import { macroTest, meanOver, misuseTest, refusalOf, total } from "./macro.ts";

const [B, T, C, D] = [3, 7, 4, 5];
const file = "angular_centres";
const parents = [`recipes/blocks/${file}.yaml`];
const high = wave({ B, C, D }, 1);
const low = wave({ B, C, D }, 2);
const centres = wave({ C, D }, 3);
/** Of the first class no video is an item, of the last all are. */
const items: Named = { sizes: { B, C }, values: [0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1] };
/** The second video has four snippets. */
const mask = build({ B, T }, (i) => i["B"] === 1 && i["T"]! > 3 ? 0 : 1);
const places = positions({ B, C }).filter((i) => at(items, i) === 1) as { B: number; C: number }[];

type Vector = readonly number[];

const row = (x: Named, index: Readonly<Record<string, number>>): number[] =>
  Array.from({ length: D }, (_, d) => at(x, { ...index, D: d }));
const dot = (a: Vector, b: Vector) => total(a.map((value, d) => value * b[d]!));
const length = (a: Vector) => Math.sqrt(dot(a, a));
const cosine = (a: Vector, b: Vector) => dot(a, b) / length(a) / length(b);
const angle = (a: Vector, b: Vector) => Math.acos(cosine(a, b));

/** The nearest centre of another class. */
function nearest(u: Vector, c: number, all: Named): number {
  const others = Array.from({ length: C }, (_, n) => n).filter((n) => n !== c);
  return others.reduce((best, n) =>
    angle(u, row(all, { C: n })) < angle(u, row(all, { C: best })) ? n : best
  );
}

/** d ang(u, a) / d a, by the rule for quotients. */
function slope(u: Vector, a: Vector): number[] {
  const cos = cosine(u, a);
  return a.map((value, d) =>
    -(u[d]! / length(u) / length(a) - dot(u, a) * value / length(u) / length(a) ** 3) /
    Math.sqrt(1 - cos * cos)
  );
}

/** What is collected, divided by 1 + how much of it there is. */
function collected(vectors: readonly Vector[]): number[] {
  return Array.from({ length: D }, (_, d) => total(vectors.map((v) => v[d]!)) / (1 + vectors.length));
}

const scaled = (v: Vector, factor: number) => v.map((value) => factor * value);

/** Attention times features over the snippets of a video. */
function attended(x: Named, map: Named, { B: b, C: c }: { B: number; C: number }, factor: number): number[] {
  const snippets = Array.from({ length: T }, (_, t) => t).filter((t) => at(mask, { B: b, T: t }) === 1);
  const weights = snippets.map((t) => Math.exp(factor * at(map, { B: b, T: t, C: c })));
  return Array.from(
    { length: D },
    (_, d) => total(snippets.map((t, i) => weights[i]! / total(weights) * at(x, { B: b, T: t, D: d }))),
  );
}

macroTest("angular_triplets() are two hinges of angles for each item", {
  file,
  call:
    "angular_triplets(x, z, mask_, items, centres, centres, beta_low=0.3, beta_high=0.3, margin_low=0.1, " +
    "margin_class=0.2, balance=0.7)",
  tensors: { x: wave({ B, T, D }, 4), z: wave({ B, T, C }, 5), mask_: mask, items, centres },
  constant: ["mask_", "items"],
  reference: ({ x, z, centres }) =>
    scalar(
      total(places.map((item) => {
        const [h, l] = [attended(x!, z!, item, 1), attended(x!, z!, item, 0.3)];
        const own = row(centres!, { C: item.C });
        const other = row(centres!, { C: nearest(h, item.C, centres!) });
        return 0.7 * Math.max(0, angle(h, own) - angle(l, own) + 0.1) +
          Math.max(0, angle(h, own) - angle(h, other) + 0.2);
      })) / places.length,
    ),
});

macroTest("angular_triplets() are 0 without items", {
  file,
  call: "angular_triplets(x, z, ones(mask_), 0 * items, centres, centres) + mean(x, [B, T, D])",
  tensors: { x: wave({ B, T, D }, 4), z: wave({ B, T, C }, 5), mask_: mask, items, centres },
  constant: ["items"],
  reference: ({ x }) => meanOver(x!.sizes, (i) => at(x!, i)),
});

macroTest("turned() is the derivative of angles by centres, summed over videos", {
  file,
  call: "turned(high, centres, share)",
  tensors: { high, centres, share: wave({ B, C }, 6) },
  reference: ({ high, centres, share }) =>
    build({ C, D }, ({ C: c, D: d }) =>
      total(
        Array.from({ length: B }, (_, b) => {
          const index = { B: b, C: c! };
          return at(share!, index) * slope(row(high!, index), row(centres!, { C: c! }))[d!]!;
        }),
      )),
});

macroTest("centre_pull() collects active hinges of each class apart", {
  file,
  call: "centre_pull(high, low, low_hinge, class_hinge, items, centres, balance=0.7)",
  tensors: {
    high,
    low,
    low_hinge: wave({ B, C }, 7),
    class_hinge: wave({ B, C }, 8),
    items,
    centres,
  },
  constant: ["low_hinge", "class_hinge", "items"],
  reference: ({ high, low, low_hinge, class_hinge, centres }) => {
    const inLow = places.filter((item) => at(low_hinge!, item) > 0);
    const inClass = places.filter((item) => at(class_hinge!, item) > 0);
    return build({ C, D }, ({ C: c, D: d }) => {
      const centre = row(centres!, { C: c! });
      const own = (x: Named, of: typeof places) =>
        of.filter((item) => item.C === c).map((item) => slope(row(x, item), centre));
      const lows = own(high!, inLow).map((h, i) =>
        h.map((value, k) => 0.7 * (value - own(low!, inLow)[i]![k]!))
      );
      const others = inClass.map((item) => row(high!, item))
        .filter((u, i) => nearest(u, inClass[i]!.C, centres!) === c);
      const pulls = [lows, own(high!, inClass), others.map((u) => scaled(slope(u, centre), -1))];
      return total(pulls.map((each) => collected(each)[d!]!)) / places.length;
    });
  },
});

macroTest("centre_step() goes from unit vectors against the pull", {
  file,
  call: "centre_step(centres, pull, rate=0.3)",
  tensors: { centres, pull: wave({ C, D }, 9) },
  reference: ({ centres, pull }) =>
    build({ C, D }, (i) => at(centres!, i) / length(row(centres!, { C: i["C"]! })) - 0.3 * at(pull!, i)),
});

const made = {
  kind: "angular_centres",
  x: "features",
  map: "map",
  mask: "positions > -1",
  items: "labels > 0.5",
  width: 2 * SIZES.D,
};

cpuTest(
  "angular_centres are the triplets of centres of their own, which take the step of the pull",
  (engine) => {
    const options = { beta_low: 0.3, beta_high: 0.3, margin_low: 0.1, margin_class: 0.2, balance: 0.7 };
    const { width: _, kind: __, ...given } = made;
    const apart = {
      kind: "angular_triplets",
      ...given,
      centres: "made.centres",
      all: "made.centres",
      ...options,
    };
    const hinges = ["high", "low", "low_hinge", "class_hinge"].map((name) => `apart.${name}`).join(", ");
    const program = compileTiny({
      extends: parents,
      signals: {
        made: { ...made, ...options, rate: 0.2 },
        apart,
        next:
          `centre_step(made.centres, centre_pull(${hinges}, ${made.items}, made.centres, balance=0.7), rate=0.2)`,
      },
    });
    const leaves = { ...INPUTS, ...parameterLeaves(program) };
    const values = valuesOf(program, engine, leaves, ["made", "made.centres.update", "apart", "next"]);
    assertClose(values["made"]!, values["apart"]!, 1e-6, "triplets");
    assertClose(values["made.centres.update"]!, values["next"]!, 1e-6, "next centres");
    assert.deepEqual(program.updates.map(({ name }) => name), ["made.centres.values"]);
    assert.ok(values["made"]![0]! > 0);
  },
);

Deno.test("angular_centres refuse another width than that of the features", () => {
  const narrow = { ...made, width: SIZES.D };
  assert.equal(
    refusalOf(() => compileTiny({ extends: parents, signals: { narrow } })),
    `\
error: Input "centres" of angular_triplets is [C, D] with D=10: found [C=4, D=5]
  --> recipes/blocks/angular_centres.yaml:17:86
   |
17 |  { kind: angular_triplets, x: x, map: map, mask: mask, items: items, centres: centres, all: centres, beta_low: beta_low,
   |                                                                               ^^^^^^^`,
  );
});

misuseTest(file, { high, items, centres, narrow: wave({ C, P: 2 }, 3) }, {
  "angles(high, narrow)": `\
error: Input "all" of angles is [N, D] with D=5: found [C=4, P=2]
 --> tiny.yaml:9:21
  |
9 |   out: angles(high, narrow)
  |                     ^^^^^^`,
  "angles_to_others(high, items)": `\
error: Input "all" of angles_to_others is [N, D] with D=5: found [B, C=4]
 --> tiny.yaml:9:31
  |
9 |   out: angles_to_others(high, items)
  |                               ^^^^^`,
  "angular_triplets(high, high, items, items, centres, centres)": `\
error: Input "items" of angular_triplets is [B, C] with C=5: found [B, C=4]
 --> tiny.yaml:9:44
  |
9 |   out: angular_triplets(high, high, items, items, centres, centres)
  |                                            ^^^^^`,
  "turned(high, centres, centres)": `\
error: Input "share" of turned is [B, C] with B=B: found [C=4, D=5]
 --> tiny.yaml:9:30
  |
9 |   out: turned(high, centres, centres)
  |                              ^^^^^^^`,
  "own_pull(high, high, items, items, items)": `\
error: Missing argument "centres" of own_pull
 --> tiny.yaml:9:8
  |
9 |   out: own_pull(high, high, items, items, items)
  |        ^^^^^^^^ it takes: high, low, low_hinge, class_hinge, items, centres, balance`,
  "other_pull(high, items, items, high)": `\
error: Input "all" of other_pull is [N, D]: found [B, C=4, D=5]
 --> tiny.yaml:9:39
  |
9 |   out: other_pull(high, items, items, high)
  |                                       ^^^^`,
  "centre_pull(high, high, items, items, items, centres, balanced=1)": `\
error: Unknown option "balanced" of centre_pull
 --> tiny.yaml:9:62
  |
9 |   out: centre_pull(high, high, items, items, items, centres, balanced=1)
  |                                                              ^^^^^^^^ did you mean "balance"?`,
  "centre_step(centres, narrow)": `\
error: Input "pull" of centre_step is [C, D] with D=5: found [C=4, P=2]
 --> tiny.yaml:9:29
  |
9 |   out: centre_step(centres, narrow)
  |                             ^^^^^^`,
});
