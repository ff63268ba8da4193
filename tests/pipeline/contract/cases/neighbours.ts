import type { Case } from "../check.ts";
import { avg_pool1d, shift } from "../references.ts";

const AXES = ["B", "T", "D"];

/** Shifts over every axis, within and beyond the sequence, and means over windows of every size. */
export const NEIGHBOURS: readonly Case[] = [
  ...AXES.flatMap((axis) =>
    [-2, -1, 0, 1, 2].map((by): Case => ({
      out: `shift(features.a, ${axis}, ${by})`,
      reference: ({ a }) => shift(a, axis, by),
    }))
  ),
  ...[7, -9].map((by): Case => ({
    out: `shift(positions, T, ${by}) + positions`,
    reference: ({ positions }) => positions,
  })),
  ...[1, 2, 3, 4, 7, 12, 40].flatMap((size) =>
    ["counts", "left_out"].map((outside): Case => ({
      out: `avg_pool1d(features.a, ${size}, outside=${outside})`,
      reference: ({ a }) => avg_pool1d(a, size, outside),
    }))
  ),
  ...AXES.map((axis): Case => ({
    out: `avg_pool1d(features.a, 2, ${axis})`,
    reference: ({ a }) => avg_pool1d(a, 2, "counts", axis),
  })),
  { out: "avg_pool1d(positions, 3)", reference: ({ positions }) => avg_pool1d(positions, 3, "counts") },
];
