import type { Case } from "../check.ts";
import { at, build, inOrder, type Named, range, replaced } from "../named.ts";
import { dot } from "../references.ts";

const renamed = (x: Named, axis: string, to: string): Named => ({
  ...x,
  sizes: replaced(x.sizes, axis, [to, x.sizes[axis]!]),
});

/** Axes that stand together in the order given, as one. */
const joined = (x: Named, axes: readonly string[], to: string): Named => {
  const [first, ...others] = axes as [string, ...string[]];
  const size = axes.reduce((all, axis) => all * x.sizes[axis]!, 1);
  const rest = others.reduce((sizes, axis) => replaced(sizes, axis), x.sizes);
  const order = Object.keys(rest).flatMap((axis) => axis === first ? axes : [axis]);
  return { sizes: replaced(rest, first, [to, size]), values: inOrder(x, order).values };
};

/** The inverse of the matrices [axis, other]: a column at a time, by elimination without a choice of pivots. */
function inverse(x: Named, axis: string, other: string): Named {
  const n = x.sizes[axis]!;
  const solved = new Map<string, number[][]>();
  return build(x.sizes, (index) => {
    const key = JSON.stringify({ ...index, [axis]: 0, [other]: 0 });
    if (!solved.has(key)) {
      const rows = range(n).map((i) => [
        ...range(n).map((j) => at(x, { ...index, [axis]: i, [other]: j })),
        ...range(n).map((j) => i === j ? 1 : 0),
      ]);
      rows.forEach((row, i) => {
        const pivot = row[i]!;
        row.forEach((value, j) => row[j] = value / pivot);
        rows.forEach((below, k) => {
          const factor = below[i]!;
          if (k !== i) below.forEach((value, j) => below[j] = value - factor * row[j]!);
        });
      });
      solved.set(key, rows.map((row) => row.slice(n)));
    }
    return solved.get(key)![index[other]!]![index[axis]!]!;
  });
}

/** [B, T, S]: dot(a, b, D) / 10, and 1 more where t = s. */
const SQUARES =
  "dot(features.a, rename(features.b, T, S), D) / 10 + (index(positions, T) == rename(index(positions, T), T, S))";

function squares(a: Named, b: Named): Named {
  const products = dot(a, renamed(b, "T", "S"), "D");
  return build(products.sizes, (i) => at(products, i) / 10 + (i["T"] === i["S"] ? 1 : 0));
}

/** Cases of functions of axes and of the matrices that these make. */
export const SHAPES: readonly Case[] = [
  ...["B", "T", "D"].map((axis): Case => ({
    out: `rename(features.a, ${axis}, K)`,
    reference: ({ a }) => renamed(a, axis, "K"),
  })),
  {
    out: "dot(positions, rename(positions, B, K), T)",
    reference: ({ positions }) => dot(positions, renamed(positions, "B", "K"), "T"),
  },
  ...[["T", "D"], ["D", "T"], ["D", "B"], ["D", "B", "T"], ["T"]].map((axes): Case => ({
    out: `flatten(features.a, [${axes.join(", ")}], K)`,
    reference: ({ a }) => joined(a, axes, "K"),
  })),
  {
    signals: { squares: SQUARES },
    out: "inverse(squares, [T, S])",
    reference: ({ a, b }) => inverse(squares(a, b), "T", "S"),
  },
  {
    signals: { squares: SQUARES },
    out: "inverse(arrange(squares, [S, B, T]), [T, S])",
    reference: ({ a, b }) => inOrder(inverse(squares(a, b), "T", "S"), ["S", "B", "T"]),
  },
];
