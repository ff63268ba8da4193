/** How much two stretches of time overlap. */
import type { Span } from "../annotations/detection.ts";

/**
 * Temporal intersection over union of two stretches, 0 to 1; 0 when they do not overlap, when the union is
 * 0 and when one of them is reversed.
 */
export function tiou(a: Span, b: Span): number {
  const intersection = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  if (!(intersection > 0)) return 0;
  return intersection / ((a.end - a.start) + (b.end - b.start) - intersection);
}
