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
];

const SELECTIONS_OF_AXES: readonly Case[] = AXES.flatMap((axis): Case[] => [
  { out: `top(features.a, ${axis}, count=2)`, reference: ({ a }) => reference.top(a, axis, 2) },
  {
    out: `top_indices(features.a, ${axis}, count=2)`,
    inputs: TIED,
    reference: ({ a }) => reference.top_indices(a, axis, 2),
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
]);

/** What a drawn mask is for the seed and step that cases run with. */
function drawn(x: Named, keep: number, stream: string): number[] {
  const limit = Math.round(65536 * keep);
  return [...uint16s(x.values.length, streamKey(5, stream), 3)].map((bits) => bits < limit ? 1 : 0);
}

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
];

/** Cases of selections and of random functions. */
export const SELECTIONS: readonly Case[] = [
  ...SELECTIONS_OF_AXES,
  ...SELECTIONS_OF_COUNTS,
  {
    out: "gather(features.a, top_indices(positions, T, count=3))",
    reference: ({ a, positions }) => reference.gather(a, reference.top_indices(positions, "T", 3)),
  },
  {
    signals: { rows: "top_indices(positions, T, count=4)", others: "top_indices(-positions, T, count=5)" },
    out: "mean(gather(features.a, rows), K) * mean(gather(features.a, others), K)",
    reference: ({ a, positions }) => {
      const at = (scores: Named, k: number) =>
        reference.mean(reference.gather(a, reference.top_indices(scores, "T", k)), "K");
      return reference.multiply(at(positions, 4), at(reference.each(positions, (x) => -x), 5));
    },
  },
  ...RANDOMS,
];
