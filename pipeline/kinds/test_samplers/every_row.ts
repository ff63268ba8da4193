/** Every snippet of a video. */

/** The rows 0 .. L - 1. */
export function everyRow(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}
