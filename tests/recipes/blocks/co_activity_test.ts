import { at, build, type Named, wave } from "../../pipeline/contract/named.ts";
import { scalar } from "../../pipeline/contract/references.ts";
import { macroTest, misuseTest, total } from "./macro.ts";

const B = 3;
const C = 3;
const D = 4;
const P = 2;
const file = "co_activity";
/** Which videos are a pair: 1 and 0, then 2 and 1. */
const who: Named = { sizes: { P, B }, values: [2, 3, 1, 1, 2, 3] };
const pairs = "top_indices(who, B, count=2)";
const PAIRS = [[1, 0], [2, 1]] as const;
const y = { sizes: { B, C }, values: [1, 1, 0, 1, 1, 1, 0, 1, 1] };

/** The second video has nothing low of class 1. */
const zeroed = build(
  { B, C, D },
  (i) => i["B"] === 1 && i["C"] === 1 ? 0 : Math.sin(7 * i["B"]! + 3 * i["C"]! + i["D"]!),
);

const vector = (x: Named, b: number, c: number) =>
  Array.from({ length: D }, (_, d) => at(x, { B: b, C: c, D: d }));

function distance(a: readonly number[], b: readonly number[]): number {
  const norm = (v: readonly number[]) => Math.max(Math.hypot(...v), 1e-12);
  return 1 - total(a.map((value, d) => value * b[d]!)) / norm(a) / norm(b);
}

function distances(high: Named, low: Named): Named {
  return build({ P, K: 3, C }, (i) => {
    const [one, other] = PAIRS[i["P"]!]!;
    const [x, a, z, b] =
      ([[high, one, high, other], [high, one, low, other], [high, other, low, one]] as const)[
        i["K"]!
      ]!;
    return distance(vector(x, a, i["C"]!), vector(z, b, i["C"]!));
  });
}

macroTest("pair_distances() are 1 - cosines, and 1 from a vector of zeros", {
  file,
  call: `pair_distances(high, low, ${pairs})`,
  tensors: { high: wave({ B, C, D }, 1), low: zeroed, who },
  // The slope at a vector of zeros depends on the side.
  constant: ["who", "low"],
  reference: ({ high, low }) => distances(high!, low!),
});

macroTest("pair_distances() have gradients at both features of both videos", {
  file,
  call: `pair_distances(high, low, ${pairs})`,
  tensors: { high: wave({ B, C, D }, 1), low: wave({ B, C, D }, 2), who },
  constant: ["who"],
  reference: ({ high, low }) => distances(high!, low!),
});

macroTest("co_activity() is the mean of two hinges over the classes that pairs share", {
  file,
  call: `co_activity(distances, y, ${pairs}, margin=0.25)`,
  tensors: { distances: wave({ P, K: 3, C }, 3, 0, 2), y, who },
  constant: ["y", "who"],
  reference: ({ distances }) => {
    const shared = PAIRS.flatMap(([one, other], p) =>
      Array.from({ length: C }, (_, c) => ({ p, c })).filter(({ c }) =>
        [one, other].every((b) => y.values[b * C + c] === 1)
      )
    );
    const hinges = shared.flatMap(({ p, c }) => {
      const [highs, first, second] = [0, 1, 2].map((k) => at(distances!, { P: p, K: k, C: c }));
      return [first, second].map((low) => Math.max(0, highs! - low! + 0.25) / 2);
    });
    return scalar(total(hinges) / shared.length);
  },
});

misuseTest(file, { high: wave({ B, C, D }, 1), y, who }, {
  "pair_distances(high, y, who)": `\
error: Input "low" of pair_distances is [B, C, D]: found [B, C=3]
 --> tiny.yaml:8:29
  |
8 |   out: pair_distances(high, y, who)
  |                             ^`,
  "co_activity(high, y, who)": `\
error: Input "labels" of co_activity is [B, C] with C=4: found [B, C=3]
 --> tiny.yaml:8:26
  |
8 |   out: co_activity(high, y, who)
  |                          ^`,
});
