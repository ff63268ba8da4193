/** Numbers of labels. */

const WHOLE = /^\s*\d+\s*$/;

/** A number >= 0 without fraction, or text that is one; undefined for all else. */
export function wholeNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 ? value : undefined;
  return typeof value === "string" && WHOLE.test(value) ? Number(value) : undefined;
}
