/** Whole numbers for reading. */

/** A whole number with its thousands apart, such as "12,625,920"; `toLocaleString` loads all of ICU for it. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}
