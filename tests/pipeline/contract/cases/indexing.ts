import type { Case } from "../check.ts";
import {
  concat,
  each,
  entry,
  gather,
  mean,
  multiply,
  order,
  rank,
  slice,
  subtract,
  sum,
  top_indices,
} from "../references.ts";
import type { Named } from "../named.ts";

/** Ranges of an axis of at least three entries, as Python has them. */
const RANGES: readonly (readonly [text: string, from: number, to?: number])[] = [
  ["1", 1],
  ["0, 2", 0, 2],
  ["1, 2", 1, 2],
  ["0, -1", 0, -1],
  ["to=-1", 0, -1],
  ["1, -1", 1, -1],
  ["-2", -2],
  ["-2, -1", -2, -1],
  ["from=-3, to=-1", -3, -1],
];

/** What each count of the largest positions points at, of the smallest where it is negative. */
function gathered(a: Named, positions: Named, counts: readonly number[]): Named[] {
  return counts.map((count) => {
    const by = each(positions, (x) => Math.sign(count) * x);
    return gather(a, top_indices(by, "T", Math.abs(count)));
  });
}

const PLACES: readonly Case[] = [
  ...["B", "T", "D"].flatMap((axis): Case[] => [
    ...RANGES.map(([text, from, to]): Case => ({
      out: `slice(features.a, ${axis}, ${text})`,
      reference: ({ a }) => slice(a, axis, from, to),
    })),
    ...[0, 2, -1, -3].map((i): Case => ({
      out: `at(features.a, ${axis}, ${i})`,
      reference: ({ a }) => entry(a, axis, i),
    })),
  ]),
  { out: "slice(labels, C, 0, classes - 1)", reference: ({ labels }) => slice(labels, "C", 0, -1) },
  {
    out: "slice(features.a, T, 1) - slice(features.a, T, 0, -1)",
    reference: ({ a }) => subtract(slice(a, "T", 1), slice(a, "T", 0, -1)),
  },
  {
    out: "gather(features.a, slice(top_indices(positions, T, count=4), K, 1, 3))",
    reference: ({ a, positions }) => gather(a, slice(top_indices(positions, "T", 4), "K", 1, 3)),
  },
  {
    out: "gather(features.a, at(top_indices(positions, T, count=4), K, 1))",
    reference: ({ a, positions }) => entry(gather(a, top_indices(positions, "T", 4)), "K", 1),
  },
  {
    out:
      "gather(features.a, concat([top_indices(positions, T, count=2), top_indices(-positions, T, count=3)], K))",
    reference: ({ a, positions }) => concat(gathered(a, positions, [2, -3]), "K"),
  },
  {
    out:
      "gather(features.a, concat([top_indices(positions, T, count=2), top_indices(-positions, T, count=2)], S))",
    reference: ({ a, positions }) => concat(gathered(a, positions, [2, -2]), "S"),
  },
  {
    signals: {
      lists: "concat([top_indices(positions, T, count=2), top_indices(-positions, T, count=2)], S)",
    },
    out: "gather(features.a, at(lists, S, 1))",
    reference: ({ a, positions }) => gathered(a, positions, [-2])[0]!,
  },
];

/** `gather` by indices that have the axis into which they point. */
const SORTED: readonly Case[] = [
  {
    out: "gather(features.a, order(positions, T))",
    reference: ({ a, positions }) => gather(a, order(positions, "T")),
  },
  {
    out: "gather(features.a, rank(features.b, T))",
    reference: ({ a, b }) => gather(a, rank(b, "T")),
  },
  {
    out: "gather(sum(positions, B), order(features.b, T))",
    reference: ({ b, positions }) => gather(sum(positions, "B"), order(b, "T")),
  },
  {
    out: "gather(features.a, order(features.b, D))",
    reference: ({ a, b }) => gather(a, order(b, "D"), "D"),
  },
  {
    out: "gather(features.a, order(lengths, B))",
    reference: ({ a, lengths }) => gather(a, order(lengths, "B"), "B"),
  },
];

/** `gather` of signals and indices of other axes than [B, T, D] and [B, K]. */
const GATHERS: readonly Case[] = [
  {
    out: "gather(features.a, top_indices(positions, T, count=3))",
    reference: ({ a, positions }) => gather(a, top_indices(positions, "T", 3)),
  },
  {
    signals: { rows: "top_indices(positions, T, count=4)", others: "top_indices(-positions, T, count=5)" },
    out: "mean(gather(features.a, rows), K) * mean(gather(features.a, others), K)",
    reference: ({ a, positions }) => {
      const of = (scores: Named, k: number) => mean(gather(a, top_indices(scores, "T", k)), "K");
      return multiply(of(positions, 4), of(each(positions, (v) => -v), 5));
    },
  },
  {
    out: "gather(positions ^ 2, top_indices(positions, T, count=3))",
    reference: ({ positions }) => gather(multiply(positions, positions), top_indices(positions, "T", 3)),
  },
  {
    out: "gather(features.b, top_indices(features.a, T, count=3))",
    reference: ({ a, b }) => gather(b, top_indices(a, "T", 3)),
  },
  {
    out: "gather(positions, top_indices(features.a, T, count=2))",
    reference: ({ a, positions }) => gather(positions, top_indices(a, "T", 2)),
  },
  {
    out: "gather(features.b, top_indices(labels * positions, T, count=2))",
    reference: ({ b, labels, positions }) => gather(b, top_indices(multiply(labels, positions), "T", 2)),
  },
  {
    out: "gather(features.b, top_indices(features.a, D, count=2))",
    reference: ({ a, b }) => gather(b, top_indices(a, "D", 2), "D"),
  },
  {
    out: "gather(features.b, top_indices(mean(features.a, T), D, count=2))",
    reference: ({ a, b }) => gather(b, top_indices(mean(a, "T"), "D", 2), "D"),
  },
  {
    out: "gather(labels, top_indices(sum(labels, C), B, count=2))",
    reference: ({ labels }) => gather(labels, top_indices(sum(labels, "C"), "B", 2), "B"),
  },
];

/** Cases of entries by their place. */
export const INDEXING: readonly Case[] = [...PLACES, ...SORTED, ...GATHERS];
