import { at, build, line, type Named, range, wave } from "../../pipeline/contract/named.ts";
import { scalar } from "../../pipeline/contract/references.ts";
import { macroTest, meanOver, misuseTest, total } from "./macro.ts";

const B = 2;
const T = 5;
const S = T - 1;
const C = 3;
const D = 4;
const file = "neighbours";
const share = wave({ B, T }, 9, 0, 1);

const softmax = (z: readonly number[]) => z.map((v) => Math.exp(v) / total(z.map(Math.exp)));

macroTest("convex() mixes the later neighbour with the earlier one", {
  file,
  call: "convex(a, b, share)",
  tensors: { a: wave({ B, T, D }, 1), b: wave({ B, T, D }, 2), share },
  reference: ({ a, b, share }) =>
    build({ B, T, D }, (i) => at(share!, i) * at(b!, i) + (1 - at(share!, i)) * at(a!, i)),
});

macroTest("convex_consistency() compares the classes of a video alone, summed over time", {
  file,
  call: "convex_consistency(z, a, b, share, present)",
  tensors: {
    z: wave({ B, T, C }, 1),
    a: wave({ B, T, C }, 2),
    b: wave({ B, T, C }, 3),
    share,
    present: { sizes: { B, C }, values: [1, 0, 1, 0, 0, 1] },
  },
  constant: ["share", "present"],
  reference: ({ z, a, b, share, present }) =>
    meanOver({ B }, (i) => {
      const classes = range(C).filter((c) => at(present!, { ...i, C: c }) === 1);
      const sums = classes.map((c) =>
        total(
          range(T).map((t) => {
            const [own, before, after] = [z, a, b].map((map) => softmax(line(map!, "C", { ...i, T: t }))[c]!);
            const s = at(share!, { ...i, T: t });
            return (own! - s * after! - (1 - s) * before!) ** 2;
          }),
        )
      );
      return total(sums) / classes.length;
    }),
});

/** The source of every snippet: three snippets of video 0 repeat one, video 1 shows one all the time but for its ends. */
const source: Named = { sizes: { B, T }, values: [3, 7, 7, 7, 9, 1, 2, 2, 2, 5] };
const sourceOf = (b: number, t: number) => at(source, { B: b, T: t });
const earlier = build({ B, S }, (i) => sourceOf(i["B"]!, i["S"]!));
const later = build({ B, S }, (i) => sourceOf(i["B"]!, i["S"]! + 1));

macroTest("neighbour_contrast() is cross-entropy with the shares, both ways, and passes over repetitions", {
  file,
  call: "neighbour_contrast(e, f, share, source, earlier, later, temperature=0.5, epsilon=0.01)",
  tensors: {
    e: wave({ B, T, D }, 1, -0.7, 0.7),
    f: wave({ B, S, D }, 2, -0.7, 0.7),
    share: wave({ B, S }, 3, 0, 1),
    source,
    earlier,
    later,
  },
  constant: ["share", "source", "earlier", "later"],
  reference: ({ e, f, share }) => {
    const tables = range(B).map((b) =>
      range(T).map((i) =>
        range(S).map((j) => {
          const repeats = sourceOf(b, i) === sourceOf(b, j) && sourceOf(b, j) === sourceOf(b, j + 1);
          const s = at(share!, { B: b, S: j });
          const near = range(D).map((d) => at(e!, { B: b, T: i, D: d }) * at(f!, { B: b, S: j, D: d }));
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

misuseTest(file, { a: wave({ B, T, D }, 1), z: wave({ B, T, C }, 2), s: share, y: wave({ B, C: 4 }, 3) }, {
  "convex(a, a, y)": `\
error: Input "share" of convex is [B, T] with T=T: found [B, C=4]
 --> tiny.yaml:9:21
  |
9 |   out: convex(a, a, y)
  |                     ^`,
  "convex_consistency(z, z, z, s, y)": `\
error: Input "labels" of convex_consistency is [B, C] with C=3: found [B, C=4]
 --> tiny.yaml:9:39
  |
9 |   out: convex_consistency(z, z, z, s, y)
  |                                       ^`,
  "neighbour_contrast(a, z, s, s, s, s)": `\
error: Input "children" of neighbour_contrast is [B, S, D] with D=4: found [B, T, C=3]
 --> tiny.yaml:9:30
  |
9 |   out: neighbour_contrast(a, z, s, s, s, s)
  |                              ^`,
});
