import { at, build, type Index, line, type Named, range, wave } from "../../pipeline/contract/named.ts";
import { macroTest, misuseTest, total } from "./macro.ts";

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
