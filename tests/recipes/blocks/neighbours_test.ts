import { at, build, line, type Named, range, wave } from "../../pipeline/contract/named.ts";
import { scalar } from "../../pipeline/contract/references.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 2;
const T = 5;
const S = T - 1;
const C = 3;
const D = 4;
const file = "neighbours";
/** A video has one snippet fewer children than snippets. */
const shares = "slice(shares, T, 0, -1)";
const given = wave({ B, T }, 9, 0, 1);

const softmax = (z: readonly number[]) => z.map((v) => Math.exp(v) / total(z.map(Math.exp)));

macroTest("convex() mixes every snippet with the one after it", {
  file,
  call: `convex(a, ${shares})`,
  tensors: { a: wave({ B, T, D }, 1), shares: given },
  reference: ({ a, shares }) =>
    build({ B, T: S, D }, (i) => {
      const [s, t] = [at(shares!, i), i["T"]!];
      return s * at(a!, { ...i, T: t + 1 }) + (1 - s) * at(a!, { ...i, T: t });
    }),
});

macroTest("convex_consistency() compares the classes of a video alone, summed over time", {
  file,
  call: `convex_consistency(slice(z, T, 0, -1), a, ${shares}, present)`,
  tensors: {
    z: wave({ B, T, C }, 1),
    a: wave({ B, T, C }, 2),
    shares: given,
    present: { sizes: { B, C }, values: [1, 0, 1, 0, 0, 1] },
  },
  constant: ["shares", "present"],
  reference: ({ z, a, shares, present }) =>
    meanOver({ B }, (i) => {
      const classes = range(C).filter((c) => at(present!, { ...i, C: c }) === 1);
      const sums = classes.map((c) =>
        total(
          range(S).map((t) => {
            const of = (map: Named, t: number) => softmax(line(map, "C", { ...i, T: t }))[c]!;
            const s = at(shares!, { ...i, T: t });
            return (of(z!, t) - s * of(a!, t + 1) - (1 - s) * of(a!, t)) ** 2;
          }),
        )
      );
      return total(sums) / classes.length;
    }),
});

/** The source of every snippet: three snippets of video 0 repeat one, video 1 shows one all the time but for its ends. */
const source: Named = { sizes: { B, T }, values: [3, 7, 7, 7, 9, 1, 2, 2, 2, 5] };
const sourceOf = (b: number, t: number) => at(source, { B: b, T: t });

macroTest("neighbour_contrast() is cross-entropy with the shares, both ways, and passes over repetitions", {
  file,
  call:
    "neighbour_contrast(e, slice(f, T, 0, -1), slice(shares, T, 0, -1), source, temperature=0.5, epsilon=0.01)",
  tensors: {
    e: wave({ B, T, D }, 1, -0.7, 0.7),
    f: wave({ B, T, D }, 2, -0.7, 0.7),
    shares: given,
    source,
  },
  constant: ["shares", "source"],
  reference: ({ e, f, shares }) => {
    const tables = range(B).map((b) =>
      range(T).map((i) =>
        range(S).map((j) => {
          const repeats = sourceOf(b, i) === sourceOf(b, j) && sourceOf(b, j) === sourceOf(b, j + 1);
          const s = at(shares!, { B: b, T: j });
          const near = range(D).map((d) => at(e!, { B: b, T: i, D: d }) * at(f!, { B: b, T: j, D: d }));
          return repeats
            ? { pair: 0, near: 0 }
            : { pair: i === j + 1 ? s : i === j ? 1 - s : 0, near: total(near) / 0.5 };
        })
      )
    );
    const entropy = (row: readonly { pair: number; near: number }[]) => {
      const whole = total(row.map(({ near }) => Math.exp(near)));
      const pairs = total(row.map(({ pair }) => pair)) + 0.01;
      return total(row.map(({ pair, near }) => -(pair / pairs) * (near - Math.log(whole))));
    };
    const mean = (rows: readonly number[]) => total(rows) / rows.length;
    const columns = tables.map((table) => range(S).map((j) => table.map((row) => row[j]!)));
    return scalar(mean(tables.flat().map(entropy)) + mean(columns.flat().map(entropy)));
  },
});

misuseTest(file, { a: wave({ B, T, D }, 1), z: wave({ B, T, C }, 2), s: given, y: wave({ B, C: 4 }, 3) }, {
  "convex(a, s)": `\
error: Cannot align [B, T] with [B, T=T - 1, D=4]: axis T is T - 1 in one and T in another
 --> recipes/blocks/neighbours.yaml:9:21
  |
9 |     result: later * slice(x, T, 1) + (1 - later) * slice(x, T, 0, -1)
  |                     ^^^^^^^^^^^^^^ in convex, called by out`,
  "convex_consistency(z, z, s, y)": `\
error: Input "labels" of convex_consistency is [B, C] with C=3: found [B, C=4]
 --> tiny.yaml:9:36
  |
9 |   out: convex_consistency(z, z, s, y)
  |                                    ^`,
  "neighbour_contrast(a, z, s, s)": `\
error: Input "children" of neighbour_contrast is [B, S, D] with D=4: found [B, T, C=3]
 --> tiny.yaml:9:30
  |
9 |   out: neighbour_contrast(a, z, s, s)
  |                              ^`,
});
