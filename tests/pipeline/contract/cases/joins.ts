import type { Case } from "../check.ts";
import { each, mean, multiply, pair, sum } from "../references.ts";
import { bce, concat, cosine, dilate, dot, erode, l2_normalize, slice } from "../references.ts";
import { SIZES } from "../recipe.ts";

const { B, T, C, D } = SIZES;

/** The sum over an axis of operands with the same axes, and with different ones. */
const DOTS: readonly Case[] = [
  ...["B", "T", "D"].map((axis): Case => ({
    out: `dot(features.a, features.b, ${axis})`,
    reference: ({ a, b }) => dot(a, b, axis),
  })),
  { out: "dot(features.a, positions, T)", reference: ({ a, positions }) => dot(a, positions, "T") },
  { out: "dot(positions, features.a, B)", reference: ({ a, positions }) => dot(positions, a, "B") },
  { out: "dot(lengths, positions, B)", reference: ({ lengths, positions }) => dot(lengths, positions, "B") },
  { out: "dot(lengths, lengths, B)", reference: ({ lengths }) => dot(lengths, lengths, "B") },
  { out: "dot(sum(features.a, T), features.b, D)", reference: ({ a, b }) => dot(sum(a, "T"), b, "D") },
  {
    out: "dot(labels, positions * sum(labels, B), C)",
    reference: ({ labels, positions }) => dot(labels, multiply(positions, sum(labels, "B")), "C"),
  },
];

/** Operands of which each has axes that the other lacks, and the cosines of all operands. */
const PRODUCTS: readonly Case[] = [
  {
    out: "dot(features.a, labels * positions, T)",
    reference: ({ a, labels, positions }) => dot(a, multiply(labels, positions), "T"),
  },
  {
    out: "dot(labels * positions, features.a, T)",
    reference: ({ a, labels, positions }) => dot(multiply(labels, positions), a, "T"),
  },
  { out: "dot(labels, positions, B)", reference: ({ labels, positions }) => dot(labels, positions, "B") },
  {
    out: "dot(features.a, labels, B)",
    reference: ({ a, labels }) => dot(a, labels, "B"),
  },
  {
    out: "dot(mean(features.a, B), features.b, D)",
    reference: ({ a, b }) => dot(mean(a, "B"), b, "D"),
  },
  {
    out: "dot(mean(features.a, B), mean(features.b, T), D)",
    reference: ({ a, b }) => dot(mean(a, "B"), mean(b, "T"), "D"),
  },
  {
    out: "dot(slice(positions, T, 0, 1), slice(features.b, T, 0, 1), T)",
    reference: ({ positions, b }) => dot(slice(positions, "T", 0, 1), slice(b, "T", 0, 1), "T"),
  },
  ...["B", "T", "D"].map((axis): Case => ({
    out: `cosine(features.a, features.b, ${axis})`,
    reference: ({ a, b }) => cosine(a, b, axis),
  })),
  {
    out: "cosine(features.a, labels * positions, T)",
    reference: ({ a, labels, positions }) => cosine(a, multiply(labels, positions), "T"),
  },
  {
    out: "dot(features.a, 2, D)",
    reference: ({ a }) => sum(each(a, (x) => 2 * x), "D"),
  },
  {
    out: "dot(mean(lengths, B), l2_normalize(features.a, D), D)",
    reference: ({ a, lengths }) => sum(multiply(l2_normalize(a, "D"), mean(lengths, "B")), "D"),
  },
  {
    out: "cosine(features.a, -2, D)",
    reference: ({ a }) => cosine(a, each(a, () => -2), "D"),
  },
  {
    out: "cosine(positions, features.a, T)",
    reference: ({ a, positions }) => cosine(positions, a, "T"),
  },
];

/** Parts with the axis, without it, and without others. */
const CONCATS: readonly Case[] = [
  ...["B", "T", "D"].map((axis): Case => ({
    out: `concat([features.a, features.b, features.a], ${axis})`,
    reference: ({ a, b }) => concat([a, b, a], axis),
  })),
  {
    out: "concat([features.a, mean(features.b, T)], T)",
    reference: ({ a, b }) => concat([a, mean(b, "T")], "T"),
  },
  {
    out: "concat([mean(features.b, T), features.a], T)",
    reference: ({ a, b }) => concat([mean(b, "T"), a], "T"),
  },
  { out: "concat([features.a, positions], D)", reference: ({ a, positions }) => concat([a, positions], "D") },
  { out: "concat([lengths, labels], C)", reference: ({ labels, lengths }) => concat([lengths, labels], "C") },
  {
    out: "concat([labels, 1], C)",
    reference: ({ labels }) => concat([labels, { sizes: {}, values: [1] }], "C"),
  },
  {
    out: "concat([mean(lengths, B), labels], C)",
    reference: ({ labels, lengths }) => concat([mean(lengths, "B"), labels], "C"),
  },
  {
    out: "concat([labels, mean(labels, B)], C)",
    reference: ({ labels }) => concat([labels, mean(labels, "B")], "C"),
  },
  {
    out: "concat([lengths, 2 * lengths], K)",
    reference: ({ lengths }) => concat([lengths, each(lengths, (x) => 2 * x)], "K"),
  },
  {
    out: "concat([positions, labels], B)",
    reference: ({ labels, positions }) => concat([positions, labels], "B"),
  },
];

const positive = (x: number) => x > 0 ? 1 : 0;

/** Every size over the usual axis, and one over each other axis. */
const MORPHOLOGY: readonly Case[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 20].flatMap((size): Case[] => [
    {
      out: `erode(positions > 0, ${size})`,
      reference: ({ positions }) => erode(each(positions, positive), size),
      gradient: "none",
    },
    {
      out: `dilate(positions > 0, ${size})`,
      reference: ({ positions }) => dilate(each(positions, positive), size),
      gradient: "none",
    },
  ]),
  ...["B", "T", "D"].flatMap((axis): Case[] => [
    {
      out: `erode(features.a > 0, 2, axis=${axis})`,
      reference: ({ a }) => erode(each(a, positive), 2, axis),
      gradient: "none",
    },
    {
      out: `dilate(features.a > 1, 2, axis=${axis})`,
      reference: ({ a }) => dilate(each(a, (x) => x > 1 ? 1 : 0), 2, axis),
      gradient: "none",
    },
  ]),
];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Every reduction, with gradients of both operands. */
const LOSSES: readonly Case[] = [
  {
    out: "bce(sigmoid(features.a), sigmoid(features.b))",
    reference: ({ a, b }) => bce(each(a, sigmoid), each(b, sigmoid), B * T * D),
  },
  {
    out: "bce(sigmoid(features.a), sigmoid(features.b), reduction=sum)",
    reference: ({ a, b }) => bce(each(a, sigmoid), each(b, sigmoid), 1),
  },
  {
    out: "bce(labels, sigmoid(-labels), reduction=mean)",
    reference: ({ labels }) => bce(labels, each(labels, (x) => sigmoid(-x)), B * C),
  },
  {
    out: "bce(labels, sigmoid(-labels), reduction=sum_classes)",
    reference: ({ labels }) => bce(labels, each(labels, (x) => sigmoid(-x)), B),
  },
  {
    out: "bce(sigmoid(features.a), 1 / classes)",
    reference: ({ a }) => bce(each(a, sigmoid), { sizes: {}, values: [1 / C] }, B * T * D),
  },
  {
    out: "bce(sigmoid(features.a), sigmoid(mean(lengths, B)))",
    reference: ({ a, lengths }) => bce(each(a, sigmoid), each(mean(lengths, "B"), sigmoid), B * T * D),
  },
  {
    out: "bce(sigmoid(mean(lengths, B)), sigmoid(labels), reduction=sum_classes)",
    reference: ({ labels, lengths }) => bce(each(mean(lengths, "B"), sigmoid), each(labels, sigmoid), B),
  },
  {
    signals: { each_snippet: "sigmoid(labels * positions)" },
    out: "bce(each_snippet, sigmoid(-each_snippet), reduction=sum_classes)",
    reference: ({ labels, positions }) => {
      const p = pair(labels, positions, (a, b) => sigmoid(a * b));
      return bce(p, each(p, (x) => sigmoid(-x)), B * T);
    },
  },
];

/** Cases of contraction, concatenation, morphology and losses. */
export const JOINS: readonly Case[] = [...DOTS, ...PRODUCTS, ...CONCATS, ...MORPHOLOGY, ...LOSSES];
