import type { Case, Leaves } from "../check.ts";
import { type Named, wave } from "../named.ts";
import { SIZES } from "../recipe.ts";
import { at, build } from "../named.ts";
import { each, pair } from "../references.ts";

const { B, T, D } = SIZES;

/** Features and positions that are often 0. */
const SPARSE: Leaves = {
  features: zeroed(wave({ B, T, D: 2 * D }, 6)),
  positions: zeroed(wave({ B, T }, 8)),
};

function zeroed({ sizes, values }: Named): Named {
  return { sizes, values: values.map((v) => Math.abs(v) < 0.8 ? 0 : v) };
}

/** A choice element by element, broadcast by axis name. */
function where(condition: Named, a: Named | number, b: Named | number): Named {
  const sizes = Object.assign(
    {},
    ...[condition, a, b].map((each) => typeof each === "number" ? {} : each.sizes),
  );
  const value = (x: Named | number, i: Parameters<typeof at>[1]) => typeof x === "number" ? x : at(x, i);
  return build(sizes, (i) => at(condition, i) !== 0 ? value(a, i) : value(b, i));
}

const positive = (x: Named) => each(x, (v) => v > 0 ? 1 : 0);

/** Cases of conditions. */
export const LOGIC: readonly Case[] = [
  ...(["and", "or"] as const).flatMap((name): Case[] => {
    const bit = (a: number, b: number) => (name === "and" ? a !== 0 && b !== 0 : a !== 0 || b !== 0) ? 1 : 0;
    return [
      {
        out: `${name}(features.a, features.b)`,
        inputs: SPARSE,
        reference: ({ a, b }) => pair(a, b, bit),
        gradient: "none",
      },
      {
        out: `${name}(positions, features.b)`,
        inputs: SPARSE,
        reference: ({ positions, b }) => pair(positions, b, bit),
        gradient: "none",
      },
    ];
  }),
  {
    out: "not(features.a)",
    inputs: SPARSE,
    reference: ({ a }) => each(a, (v) => v === 0 ? 1 : 0),
    gradient: "none",
  },
  {
    out: "where(features.b > 0, features.a, features.b)",
    reference: ({ a, b, fixed }) => where(positive(fixed.b), a, b),
  },
  {
    out: "where(positions > 0, features.a, lengths)",
    reference: ({ a, lengths, fixed }) => where(positive(fixed.positions), a, lengths),
  },
  {
    out: "where(features.a > 0, positions, 2)",
    reference: ({ positions, fixed }) => where(positive(fixed.a), positions, 2),
  },
  {
    out: "where(labels > 0.5, 0, positions)",
    reference: ({ labels, positions }) => where(each(labels, (v) => v > 0.5 ? 1 : 0), 0, positions),
  },
  {
    out: "where(lengths > 0, log(features.a ^ 2 + 1), 1 / zeros(features.a))",
    reference: ({ a }) => each(a, (v) => Math.log(v * v + 1)),
  },
];
