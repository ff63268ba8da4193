import assert from "node:assert/strict";
import { assertClose, INPUTS, parameterLeaves } from "../../pipeline/contract/check.ts";
import { cpuTest } from "../../pipeline/contract/engines.ts";
import {
  at,
  build,
  type Index,
  line,
  type Named,
  positions,
  range,
  wave,
} from "../../pipeline/contract/named.ts";
import { compileTiny, SIZES } from "../../pipeline/contract/recipe.ts";
import { valuesOf } from "../../pipeline/contract/values.ts";
import { macroTest, misuseTest, refusalOf, total } from "./macro.ts";

const [B, T, K, D, C, S, P] = [2, 5, 3, 4, 3, 2, 4];
const file = "prototypes";
const x = wave({ B, T, D }, 1);
const mu = wave({ K, D }, 2);
const z = wave({ B, K, T }, 3, 0.1, 1);
const chosen: Named = { sizes: { B, K }, values: [1, 0, 1, 0, 0, 0] };

/** v / (|v| + epsilon) along D. */
function unit(v: Named, epsilon: number): Named {
  return build(v.sizes, (i) => at(v, i) / (Math.hypot(...line(v, "D", i)) + epsilon));
}

/** Of prototypes to snippets, [B, K, T]: exp(scale cos) of those that count, as shares. */
function assigned(x: Named, mu: Named, scale: number, epsilon: number, counts: (i: Index) => number): Named {
  const [u, v] = [unit(x, epsilon), unit(mu, epsilon)];
  const near = build({ B, K, T }, (i) => {
    const cosine = total(range(D).map((d) => at(u, { ...i, D: d }) * at(v, { ...i, D: d })));
    return counts(i) * Math.exp(scale * cosine);
  });
  return build({ B, K, T }, (i) => at(near, i) / Math.max(total(line(near, "K", i)), 1e-12));
}

macroTest("unit() divides by the norm and a little more", {
  file,
  call: "unit(x, epsilon=0.5)",
  tensors: { x },
  reference: ({ x }) => unit(x!, 0.5),
});

macroTest("assignment() is a softmax of cosines over the prototypes of all videos", {
  file,
  call: "assignment(x, mu, scale=2)",
  tensors: { x, mu },
  reference: ({ x, mu }) => assigned(x!, mu!, 2, 1e-9, () => 1),
});

macroTest("assignment() takes prototypes of each video", {
  file,
  call: "assignment(x, mu)",
  tensors: { x, mu: wave({ B, K, D }, 4) },
  reference: ({ x, mu }) => assigned(x!, mu!, 5, 1e-9, () => 1),
});

macroTest("assignment_among() leaves out what is not chosen, and all where nothing is", {
  file,
  call: "assignment_among(x, mu, chosen)",
  tensors: { x, mu, chosen },
  constant: ["chosen"],
  reference: ({ x, mu, chosen }) => assigned(x!, mu!, 5, 1e-9, (i) => at(chosen!, i)),
});

macroTest("means() are of the snippets by their shares", {
  file,
  call: "means(x, z, epsilon=0.5)",
  tensors: { x, z },
  reference: ({ x, z }) =>
    build({ B, K, D }, (i) => {
      const shares = line(z!, "T", i);
      return total(shares.map((share, t) => share * at(x!, { ...i, T: t }))) / (total(shares) + 0.5);
    }),
});

/** Where the walk goes, followed step by step: r = start + w^2 Z^T Y r. */
function walked(x: Named, mu: Named, z: Named, walk: number): Named {
  const start = build(
    { B, T, D },
    (i) => at(x, i) + walk * total(range(K).map((k) => at(z, { ...i, K: k }) * at(mu, { ...i, K: k }))),
  );
  let there = start;
  for (let step = 0; step < 40; step++) {
    const now = there;
    const visits = build({ B, K, D }, (i) => {
      const shares = line(z, "T", i);
      return total(shares.map((share, t) => share * at(now, { ...i, T: t }))) / total(shares);
    });
    there = build(
      { B, T, D },
      (i) =>
        at(start, i) +
        walk ** 2 * total(range(K).map((k) => at(z, { ...i, K: k }) * at(visits, { ...i, K: k }))),
    );
  }
  return build({ B, T, D }, (i) => (1 - walk) * at(there, i));
}

for (const walk of [0.5, 0.3]) {
  macroTest(`random_walk() is where a walk of ${walk} ends that is followed step by step`, {
    file,
    call: `random_walk(x, mu, assignment(x, mu), walk=${walk}, epsilon=0)`,
    tensors: { x, mu },
    reference: ({ x, mu }) => walked(x!, mu!, assigned(x!, mu!, 5, 1e-9, () => 1), walk),
  });
}

const old = { sizes: { C, S }, values: [0.9, 0.5, 0.2, 0.2, 0.4, 0.1] };
const fresh = { sizes: { P, C }, values: [0.9, 0.1, 0.4, 0.95, 0.2, 0.3, 0.5, 0.05, 0.4, 0.1, 0.2, 0.6] };
/** Of all in order, the old first: the best two of each class. */
const BEST = [[3, 0], [0, 1], [5, 0]];

macroTest("best_of_both() names the best of each class, the old before new ones of the same score", {
  file,
  call:
    "gather(concat([remembered, arrange(rename(seen, P, S), [C, S])], S), best_of_both(old, arrange(fresh, [C, P]), count=2))",
  tensors: { old, fresh, remembered: wave({ C, S }, 5), seen: wave({ P, C }, 6) },
  constant: ["old", "fresh"],
  reference: ({ remembered, seen }) =>
    build(
      { C, K: 2 },
      (i) => [...line(remembered!, "S", i), ...line(seen!, "P", i)][BEST[i["C"]!]![i["K"]!]!]!,
    ),
});

const memory = {
  kind: "class_memory",
  mu: "rename(slice(features.a, T, 0, 3), T, K)",
  scores: "rename(slice(map, T, 0, 3), T, K)",
  labels: "labels > 0.4",
  remembers: "mean(lengths, B) > 0",
  slots: 2,
  width: SIZES.D,
};
const parents = [`recipes/blocks/${file}.yaml`];

cpuTest("class_memory keeps the best prototypes of each class, where it remembers", (engine) => {
  const signals = { bank: memory, still: { ...memory, remembers: "mean(lengths, B) < 0" } };
  const program = compileTiny({ extends: parents, signals });
  const leaves = { ...INPUTS, ...parameterLeaves(program) };
  const next = ["bank", "still"].flatMap((name) =>
    ["entries", "entry_scores"].map((each) => `${name}.${each}.update`)
  );
  const found = valuesOf(program, engine, leaves, ["map", ...next]);
  const map: Named = { sizes: { B: SIZES.B, T: SIZES.T, C: SIZES.C }, values: found["map"]! };
  const { labels, features } = leaves as Record<string, Named>;
  const [entries, scores] = [leaves["bank.entries.values"]!, leaves["bank.entry_scores.values"]!];
  const best = range(SIZES.C).map((c) => {
    const old = range(2).map((s) => ({
      of: line(entries, "D", { C: c, S: s }),
      by: at(scores, { C: c, S: s }),
    }));
    const fresh = positions({ B: SIZES.B, T: 3 }).map((i) => ({
      of: line(features!, "D", i).slice(0, SIZES.D),
      by: at(labels!, { ...i, C: c }) > 0.4 ? at(map, { ...i, C: c }) : -1,
    }));
    return [...old, ...fresh].sort((a, b) => b.by - a.by).slice(0, 2);
  });
  assertClose(found["bank.entries.update"]!, best.flat().flatMap(({ of }) => of), 1e-6, "entries");
  assertClose(found["bank.entry_scores.update"]!, best.flat().map(({ by }) => by), 1e-6, "scores");
  assertClose(found["still.entries.update"]!, leaves["still.entries.values"]!.values, 0, "as it was");
  assertClose(
    found["still.entry_scores.update"]!,
    leaves["still.entry_scores.values"]!.values,
    0,
    "as it was",
  );
});

Deno.test("class_memory refuses another width than that of the prototypes", () => {
  const bank = { ...memory, width: 4 };
  assert.equal(
    refusalOf(() => compileTiny({ extends: parents, signals: { bank } })),
    `\
error: Cannot align [C=4, S=2 + B * 3, D=4] with [S=2 + B * 3, D=5]: axis D is 4 in one and 5 in another
  --> recipes/blocks/prototypes.yaml:58:34
   |
58 |       next: rename(gather(concat([entries, flatten(mu, [B, K], S)], S), best), K, S)
   |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in class_memory, which makes bank`,
  );
});

misuseTest(file, { x, mu, z }, {
  "random_walk(x, mu, arrange(z, [B, T, K]))": `\
error: Input "z" of random_walk is [B, K, T] with K=3: found [B, T, K=3]
 --> tiny.yaml:8:27
  |
8 |   out: random_walk(x, mu, arrange(z, [B, T, K]))
  |                           ^^^^^^^^^^^^^^^^^^^^^`,
  "assignment(x, x)": `\
error: The result of assignment has axis T twice: [B, K, T]
 --> tiny.yaml:8:8
  |
8 |   out: assignment(x, x)
  |        ^^^^^^^^^^ reduce one of them within the macro`,
});
