/** Ranges of places along an axis, as Python counts them: from 0, negative ones from the end. */
import type { Size } from "../../types.ts";

/** A range of an axis of `count` entries; undefined where it is empty or reaches beyond the axis. */
export function placesOf(
  count: number,
  from: number,
  to?: number,
): { begin: number; end: number } | undefined {
  const begin = from < 0 ? count + from : from;
  const end = to === undefined ? count : to < 0 ? count + to : to;
  return begin >= 0 && begin < end && end <= count ? { begin, end } : undefined;
}

/** The size of a range of an axis; undefined where it depends on more than how many entries are cut off. */
export function sizeOfRange(size: Size, from: number, to?: number): Size | undefined {
  const isToEnd = to === undefined || to < 0;
  if (typeof size === "number") {
    const { begin, end } = placesOf(size, from, to)!;
    return end - begin;
  }
  if (from < 0) return isToEnd ? (to ?? 0) - from : undefined;
  return isToEnd ? lessBy(size, from - (to ?? 0)) : to - from;
}

/** A symbol less a number, so that equal sizes are written alike. */
function lessBy(size: string, cut: number): Size {
  if (cut === 0) return size;
  const [, before, earlier] = /^(.*) - (\d+)$/.exec(size) ?? [undefined, size, 0];
  return `${before} - ${Number(earlier) + cut}`;
}
