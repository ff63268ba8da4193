/** How much two stretches of time overlap. */
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";
import type { Span } from "../../../annotations/detection.ts";

/** Overlap of two stretches, 0 to 1. */
export type Overlap = (a: Span, b: Span) => number;

/**
 * Temporal intersection over union of two stretches, 0 to 1; 0 when they do not overlap, when the union is
 * 0 and when one of them is reversed.
 */
export function tiou(a: Span, b: Span): number {
  const intersection = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  if (!(intersection > 0)) return 0;
  return intersection / ((a.end - a.start) + (b.end - b.start) - intersection);
}

/** `tiou` of sets: how many whole numbers, ends left out, both stretches have, as a part of those that one of them has. */
export function integerTiou(a: Span, b: Span): number {
  return tiou(integersIn(a), integersIn(b));
}

/** The stretch from the first whole number to after the last one. */
function integersIn({ start, end }: Span): Span {
  return { start: Math.ceil(start), end: Math.ceil(end) };
}

/** By the word of the axis. */
export const OVERLAPS: Readonly<Record<Protocol["iou"], Overlap>> = {
  continuous: tiou,
  integer_sets: integerTiou,
};
