import type { Case, Leaves } from "../check.ts";
import { type Named, wave } from "../named.ts";
import { SIZES } from "../recipe.ts";
import { add, divide, each, mean, multiply, pair, subtract, sum } from "../references.ts";

/** Features whose entries take few values, so that many are equal. */
const TIED: Leaves = (({ sizes, values }: Named) => ({
  features: { sizes, values: values.map((v) => Math.round(2 * v) / 2) },
  positions: {
    sizes: { B: SIZES.B, T: SIZES.T },
    values: values.slice(0, 21).map((v) => Math.round(2 * v) / 2),
  },
}))(wave({ B: SIZES.B, T: SIZES.T, D: 2 * SIZES.D }, 1));

function comparison(sign: string, holds: (a: number, b: number) => boolean): Case[] {
  const bit = (a: number, b: number) => holds(a, b) ? 1 : 0;
  return [
    {
      out: `features.a ${sign} features.b`,
      inputs: TIED,
      reference: ({ a, b }) => pair(a, b, bit),
      gradient: "none",
    },
    {
      out: `positions ${sign} features.a`,
      inputs: TIED,
      reference: ({ positions, a }) => pair(positions, a, bit),
      gradient: "none",
    },
  ];
}

/** Two operands of one type. */
const PAIRS: readonly Case[] = [
  { out: "features.a + features.b", reference: ({ a, b }) => add(a, b) },
  { out: "features.a - features.b", reference: ({ a, b }) => subtract(a, b) },
  { out: "features.a * features.b", reference: ({ a, b }) => multiply(a, b) },
  {
    out: "features.a / (features.b ^ 2 + 1)",
    reference: ({ a, b }) => pair(a, b, (a, b) => a / (b ** 2 + 1)),
  },
  {
    out: "(features.a ^ 2 + 0.5) ^ features.b",
    reference: ({ a, b }) => pair(a, b, (a, b) => (a * a + 0.5) ** b),
  },
  { out: "features.a ^ 3", reference: ({ a }) => each(a, (a) => a ** 3) },
  { out: "minimum(features.a, features.b)", reference: ({ a, b }) => pair(a, b, Math.min) },
  { out: "maximum(features.a, features.b)", reference: ({ a, b }) => pair(a, b, Math.max) },
  { out: "minimum(features.a, 0.3)", reference: ({ a }) => each(a, (a) => Math.min(a, 0.3)) },
  { out: "maximum(-0.2, features.a)", reference: ({ a }) => each(a, (a) => Math.max(a, -0.2)) },
];

/** Operands aligned by axis name. */
const BROADCASTS: readonly Case[] = [
  { out: "positions * features.a", reference: ({ a, positions }) => multiply(positions, a) },
  { out: "features.a * positions", reference: ({ a, positions }) => multiply(a, positions) },
  {
    out: "features.a / (2 + positions ^ 2)",
    reference: ({ a, positions }) => pair(a, positions, (a, p) => a / (2 + p * p)),
  },
  { out: "lengths - features.a", reference: ({ a, lengths }) => subtract(lengths, a) },
  { out: "sum(sum(features.a, T), B) + features.b", reference: ({ a, b }) => add(sum(sum(a, "T"), "B"), b) },
  {
    out: "features.b - sum(sum(features.a, T), B)",
    reference: ({ a, b }) => subtract(b, sum(sum(a, "T"), "B")),
  },
  {
    out: "sum(features.a, B) * positions",
    reference: ({ a, positions }) => multiply(sum(a, "B"), positions),
  },
  {
    out: "positions - sum(features.a, B)",
    reference: ({ a, positions }) => subtract(positions, sum(a, "B")),
  },
  { out: "features.a - mean(features.a, T)", reference: ({ a }) => subtract(a, mean(a, "T")) },
  { out: "labels * lengths", reference: ({ labels, lengths }) => multiply(labels, lengths) },
  { out: "lengths ^ labels", reference: ({ labels, lengths }) => pair(lengths, labels, (a, b) => a ** b) },
  { out: "labels * positions", reference: ({ labels, positions }) => multiply(labels, positions) },
  { out: "2 - features.a", reference: ({ a }) => subtract(2, a) },
  { out: "features.a / 4", reference: ({ a }) => divide(a, 4) },
  { out: "mean(lengths, B) * features.a", reference: ({ a, lengths }) => multiply(mean(lengths, "B"), a) },
  { out: "minimum(positions, features.a)", reference: ({ a, positions }) => pair(positions, a, Math.min) },
  { out: "maximum(features.a, lengths)", reference: ({ a, lengths }) => pair(a, lengths, Math.max) },
  {
    out: "maximum(mean(lengths, B), features.a)",
    reference: ({ a, lengths }) => pair(mean(lengths, "B"), a, Math.max),
  },
];

/** Elementwise functions. */
const ELEMENTWISE: readonly Case[] = [
  { out: "-features.a", reference: ({ a }) => each(a, (x) => -x) },
  { out: "abs(features.a)", reference: ({ a }) => each(a, Math.abs) },
  { out: "exp(features.a)", reference: ({ a }) => each(a, Math.exp) },
  { out: "log(labels)", reference: ({ labels }) => each(labels, Math.log) },
  { out: "sqrt(labels)", reference: ({ labels }) => each(labels, Math.sqrt) },
  { out: "relu(features.a)", reference: ({ a }) => each(a, (x) => Math.max(x, 0)) },
  { out: "leaky_relu(features.a)", reference: ({ a }) => each(a, (x) => x > 0 ? x : 0.01 * x) },
  { out: "leaky_relu(features.a, 0.2)", reference: ({ a }) => each(a, (x) => x > 0 ? x : 0.2 * x) },
  { out: "leaky_relu(features.a, slope=-1.5)", reference: ({ a }) => each(a, (x) => x > 0 ? x : -1.5 * x) },
  { out: "floor(features.a)", reference: ({ a }) => each(a, Math.floor), gradient: "none" },
  { out: "ceil(features.a)", reference: ({ a }) => each(a, Math.ceil), gradient: "none" },
  { out: "sigmoid(features.a)", reference: ({ a }) => each(a, (x) => 1 / (1 + Math.exp(-x))) },
  { out: "arccos(features.a / 2.1)", reference: ({ a }) => each(a, (x) => Math.acos(x / 2.1)) },
  {
    out: "arccos(where(features.a > 1, 1.5, where(features.a < -1, -1, 0.9 * features.a)))",
    reference: ({ a }) => each(a, (x) => x > 1 ? 0 : x < -1 ? Math.PI : Math.acos(0.9 * x)),
  },
  { out: "tanh(features.a)", reference: ({ a }) => each(a, Math.tanh) },
  { out: "clamp(features.a, -0.5, 1)", reference: ({ a }) => each(a, (x) => Math.min(Math.max(x, -0.5), 1)) },
];

/** Gradients that are cut on purpose. */
const DETACHED: readonly Case[] = [
  { out: "stop_gradient(features.a)", reference: ({ a }) => a, gradient: "none" },
  {
    out: "stop_gradient(features.a) * features.b + features.a",
    reference: ({ a, b, fixed }) => add(multiply(fixed.a, b), a),
  },
];

/** Cases of arithmetic, comparisons, elementwise functions and control of gradients. */
export const ARITHMETIC: readonly Case[] = [
  ...PAIRS,
  ...BROADCASTS,
  ...comparison(">", (a, b) => a > b),
  ...comparison(">=", (a, b) => a >= b),
  ...comparison("<", (a, b) => a < b),
  ...comparison("<=", (a, b) => a <= b),
  ...comparison("==", (a, b) => a === b),
  ...comparison("!=", (a, b) => a !== b),
  ...ELEMENTWISE,
  ...DETACHED,
];
