import type { Case } from "../check.ts";
import { inOrder, type Named } from "../named.ts";
import * as reference from "../references.ts";

const AXES = ["B", "T", "D"];

function everyAxis(
  name: string,
  run: (x: Named, axis: string) => Named,
  gradient: Case["gradient"] = "all",
): Case[] {
  return AXES.map((axis) => ({
    out: `${name}(features.a, ${axis})`,
    reference: ({ a }) => run(a, axis),
    gradient,
  }));
}

/** Reductions over two axes and over all, in any order. */
const SEVERAL: readonly Case[] = [["B", "T"], ["D", "B"], ["T", "D"], ["D", "B", "T"]].flatMap((axes) =>
  ([
    ["sum", reference.sum],
    ["mean", reference.mean],
    ["max", reference.max],
    ["min", reference.min],
    ["logsumexp", reference.logsumexp],
  ] as const).map(([name, run]): Case => ({
    out: `${name}(features.a, [${axes.join(", ")}])`,
    reference: ({ a }) => axes.reduce(run, a),
  }))
);

/** Cases of reductions and normalizations: every one over the first, a middle and the last axis. */
export const REDUCTIONS: readonly Case[] = [
  ...everyAxis("sum", reference.sum),
  ...everyAxis("mean", reference.mean),
  ...everyAxis("max", reference.max),
  ...everyAxis("min", reference.min),
  ...everyAxis("logsumexp", reference.logsumexp),
  ...everyAxis("median", reference.median, "none"),
  {
    out: "median(labels, C)",
    reference: ({ labels }) => reference.median(labels, "C"),
    gradient: "none",
  },
  ...everyAxis("softmax", reference.softmax),
  ...everyAxis("log_softmax", reference.log_softmax),
  ...everyAxis("norm", reference.norm),
  ...everyAxis("minmax", reference.minmax),
  {
    out: "minmax(features.a, T, least=0.1)",
    reference: ({ a }) => reference.minmax(a, "T", 0.1),
  },
  ...SEVERAL,
  ...everyAxis("l1_normalize", reference.l1_normalize),
  ...everyAxis("l2_normalize", reference.l2_normalize),
  {
    out: "median(features.a, [T, D])",
    reference: ({ a }) => {
      const { B, T, D } = a.sizes as Record<string, number>;
      return reference.median({ sizes: { B: B!, T: T! * D! }, values: a.values }, "T");
    },
    gradient: "none",
  },
  ...AXES.map((axis): Case => ({
    out: `index(features.b, ${axis})`,
    reference: ({ b }) => ({ sizes: { [axis]: b.sizes[axis]! }, values: [...Array(b.sizes[axis]!).keys()] }),
    gradient: "none",
  })),
  { out: "arrange(features.a, [D, B, T])", reference: ({ a }) => inOrder(a, ["D", "B", "T"]) },
  {
    out: "features.b * arrange(mean(features.a, T), [D, K, B])",
    reference: ({ a, b }) => {
      const means = reference.mean(a, "T");
      return reference.multiply(b, { ...means, sizes: { ...means.sizes, K: 1 } });
    },
  },
  {
    out: "arrange(mean(lengths, B), [K, S])",
    reference: ({ lengths }) => ({ ...reference.mean(lengths, "B"), sizes: { K: 1, S: 1 } }),
  },
  {
    out: "ones(positions)",
    reference: ({ positions }) => reference.each(positions, () => 1),
    gradient: "none",
  },
  {
    out: "zeros(like=positions)",
    reference: ({ positions }) => reference.each(positions, () => 0),
    gradient: "none",
  },
  ...AXES.map((axis): Case => ({
    out: `size(features.b, ${axis})`,
    reference: ({ b }) => ({ sizes: {}, values: [b!.sizes[axis]!] }),
    gradient: "none",
  })),
  { out: "mean(lengths, B)", reference: ({ lengths }) => reference.mean(lengths, "B") },
  {
    out: "sum(relu(positions), T) ^ 2",
    reference: ({ positions }) =>
      reference.each(reference.sum(reference.each(positions, (x) => Math.max(x, 0)), "T"), (x) => x * x),
  },
  {
    out: "logsumexp(100 * features.a, T)",
    reference: ({ a }) =>
      reference.fold(a, "T", (line) => {
        const most = 100 * Math.max(...line);
        return most + Math.log(line.reduce((sum, x) => sum + Math.exp(100 * x - most), 0));
      }),
  },
];
