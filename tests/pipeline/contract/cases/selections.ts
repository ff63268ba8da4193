import { uint16s } from "../../../../pipeline/random/draw.ts";
import { streamKey } from "../../../../pipeline/random/stream.ts";
import type { Case, Leaves } from "../check.ts";
import { type Named, wave } from "../named.ts";
import { SIZES } from "../recipe.ts";
import * as reference from "../references.ts";

const { B, T, D } = SIZES;
const AXES = ["B", "T", "D"];

/** Features with many equal entries. */
const TIED: Leaves = {
  features: tie(wave({ B, T, D: 2 * D }, 6)),
  positions: tie(wave({ B, T }, 8)),
};

function tie({ sizes, values }: Named): Named {
  return { sizes, values: values.map((v) => Math.round(v)) };
}

/** The number of selected entries, as options of a selection over T, with what they give for T = 7. */
const COUNTS: readonly (readonly [string, number])[] = [
  ["count=1", 1],
  ["count=7", 7],
  ["count=9", 7],
  ["ratio=2", 3],
  ["ratio=3", 2],
  ["ratio=8", 1],
  ["ratio=3, k_min=4", 4],
  ["ratio=3, k_min=0", 2],
  ["ratio=3, k_min=12", 7],
  ["ratio=3, round=up", 3],
  ["ratio=7, round=up", 1],
  ["ratio=8, k_min=2, round=up", 2],
  ["ratio=3, round=down", 2],
];

const SELECTIONS_OF_AXES: readonly Case[] = AXES.flatMap((axis): Case[] => [
  { out: `top(features.a, ${axis}, count=2)`, reference: ({ a }) => reference.top(a, axis, 2) },
  {
    out: `top_indices(features.a, ${axis}, count=2)`,
    inputs: TIED,
    reference: ({ a }) => reference.top_indices(a, axis, 2),
    gradient: "none",
  },
  {
    out: `top_mask(features.a, ${axis}, count=2)`,
    inputs: TIED,
    reference: ({ a }) => reference.top_mask(a, axis, () => 2),
    gradient: "none",
  },
]);

const SORTED: readonly Case[] = AXES.flatMap((axis): Case[] => [
  {
    out: `rank(features.a, ${axis})`,
    inputs: TIED,
    reference: ({ a }) => reference.rank(a, axis),
    gradient: "none",
  },
  {
    out: `order(features.a, ${axis})`,
    inputs: TIED,
    reference: ({ a }) => reference.order(a, axis),
    gradient: "none",
  },
]);

const SELECTIONS_OF_COUNTS: readonly Case[] = COUNTS.flatMap(([options, k]): Case[] => [
  { out: `top(features.a, T, ${options})`, reference: ({ a }) => reference.top(a, "T", k) },
  {
    out: `top_indices(positions, T, ${options})`,
    inputs: TIED,
    reference: ({ positions }) => reference.top_indices(positions, "T", k),
    gradient: "none",
  },
  {
    out: `top_mask(positions, T, ${options})`,
    inputs: TIED,
    reference: ({ positions }) => reference.top_mask(positions, "T", () => k),
    gradient: "none",
  },
]);

const MASKED: readonly Case[] = [
  // Where every video may select another number of snippets.
  ...[["ratio=2", (n: number) => Math.max(1, Math.floor(n / 2))], [
    "ratio=2, round=up",
    (n: number) => Math.ceil(n / 2),
  ], [
    "count=3",
    () => 3,
  ]].map(([options, k]): Case => ({
    out: `top_mask(features.a, T, ${options}, where=positions > 0)`,
    inputs: TIED,
    reference: ({ a, positions }) =>
      reference.top_mask(a, "T", (n) => Math.min(n, (k as (n: number) => number)(n)), allowed(positions)),
    gradient: "none",
  })),
  {
    out: "top_mask(positions, T, count=2, where=1)",
    inputs: TIED,
    reference: ({ positions }) => reference.top_mask(positions, "T", () => 2),
    gradient: "none",
  },
  {
    out: "top_indices(features.a, T, count=5, where=positions > 0)",
    inputs: TIED,
    reference: ({ a, positions }) =>
      reference.top_indices(reference.pair(a, allowed(positions), (v, m) => m ? v : -Infinity), "T", 5),
    gradient: "none",
  },
];

function allowed(x: Named): Named {
  return reference.each(x, (v) => v > 0 ? 1 : 0);
}

/** What a drawn mask is for the seed and step that cases run with. */
function drawn(x: Named, keep: number, stream: string): number[] {
  const limit = Math.round(65536 * keep);
  return [...uint16s(x.values.length, streamKey(5, stream), 3)].map((bits) => bits < limit ? 1 : 0);
}

/** The probabilities whose quantiles are drawn: bit i of every entry is entry i of a mask of 16 times its size. */
function quantilesDrawn(count: number, stream: string): number[] {
  const bits = drawn({ sizes: {}, values: Array(16 * count).fill(0) }, 0.5, stream);
  const worth = (entry: number) => Array.from({ length: 16 }, (_, i) => bits[i * count + entry]! * 2 ** i);
  return Array.from({ length: count }, (_, entry) => (worth(entry).reduce((a, b) => a + b) + 0.5) / 65536);
}

/** Where a cumulative distribution is p, by bisection. */
function quantile(p: number, cumulative: (x: number) => number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (cumulative(middle) < p) low = middle;
    else high = middle;
  }
  return low;
}

/** Parameters of Beta distributions, and the integrals of their densities. */
const BETAS: readonly (readonly [text: string, cumulative: (x: number) => number])[] = [
  ["2, 2", (x) => x * x * (3 - 2 * x)],
  ["0.5, 3", (x) => Math.sqrt(x) * (15 - 10 * x + 3 * x * x) / 8],
];

const RANDOMS: readonly Case[] = [
  {
    out: "dropout(features.a, 0.4)",
    reference: ({ a }) => reference.dropout(a, 0.4, drawn(a, 0.6, "out.dropout")),
  },
  { out: "dropout(features.a, 0)", reference: ({ a }) => a },
  {
    out: "dropout(features.a, 0.5) * dropout(positions, 0.25)",
    reference: ({ a, positions }) =>
      reference.multiply(
        reference.dropout(a, 0.5, drawn(a, 0.5, "out.dropout")),
        reference.dropout(positions, 0.25, drawn(positions, 0.75, "out.dropout.2")),
      ),
  },
  {
    out: "bernoulli(like=positions, keep=0.4)",
    reference: ({ positions }) => ({
      sizes: positions.sizes,
      values: drawn(positions, 0.4, "out.bernoulli"),
    }),
    gradient: "none",
  },
  {
    out: "uniform(positions, -0.5, 2)",
    reference: ({ positions }) => ({
      sizes: positions.sizes,
      values: quantilesDrawn(positions.values.length, "out.uniform").map((p) => 2.5 * p - 0.5),
    }),
    gradient: "none",
  },
  ...BETAS.map(([text, cumulative]): Case => ({
    out: `beta(positions, ${text})`,
    reference: ({ positions }) => ({
      sizes: positions.sizes,
      values: quantilesDrawn(positions.values.length, "out.beta").map((p) => quantile(p, cumulative)),
    }),
    gradient: "none",
  })),
];

/** Cases of selections and of random functions. */
export const SELECTIONS: readonly Case[] = [
  ...SELECTIONS_OF_AXES,
  ...SORTED,
  ...SELECTIONS_OF_COUNTS,
  ...MASKED,
  ...RANDOMS,
];
