/** Numbers and names as the report prints them. */

/** What stands where there is no number. */
export const EMPTY = "–";

/** A percentage with two decimals. */
export function percentText(percent: number | undefined): string {
  return percent !== undefined && Number.isFinite(percent) ? percent.toFixed(2) : EMPTY;
}

/** A whole number with thousands separators. */
export function countText(count: number | undefined): string {
  return count !== undefined && Number.isFinite(count) ? Math.round(count).toLocaleString("en-US") : EMPTY;
}

/** A number in at most `digits` significant digits, without trailing zeros. */
export function shortText(value: number | undefined, digits = 3): string {
  if (value === undefined || !Number.isFinite(value)) return EMPTY;
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (!Number.isFinite(size)) return value.toExponential().replace("e+", "e");
  return size < 1e-3 || size >= 1e6 ? rounded.toExponential().replace("e+", "e") : String(rounded);
}

/** A tIoU threshold, at least two decimals. */
export function tiouText(tiou: number): string {
  if (!Number.isFinite(tiou)) return EMPTY;
  const text = String(Number(tiou.toFixed(6)));
  return text.length > 4 ? text : tiou.toFixed(2);
}

/** A stretch of time in seconds. */
export function spanText(start: number, end: number): string {
  return `${secondsText(start)}–${secondsText(end)} s`;
}

/** Seconds with one decimal, without a unit. */
export function secondsText(seconds: number): string {
  return Number.isFinite(seconds) ? seconds.toFixed(1) : EMPTY;
}

/** The name of a signal, for reading. */
export function nameText(name: string): string {
  return name.replaceAll("_", " ");
}

/** `text` cut to about `width` pixels at `size` pixels a letter height. */
export function clippedText(text: string, width: number, size: number): string {
  const letters = Array.from(text);
  let used = 0;
  for (const [i, letter] of letters.entries()) {
    used += size * letterWidth(letter);
    if (used > width) return `${letters.slice(0, Math.max(1, i - 1)).join("").trimEnd()}…`;
  }
  return text;
}

/** Widths of a sans-serif face, in letter heights. */
function letterWidth(letter: string): number {
  if (letter.codePointAt(0)! >= 0x1100) return 1;
  if (/[A-Zmw@%]/.test(letter)) return 0.72;
  return /[ .,:;'|ijlft()[\]-]/.test(letter) ? 0.34 : 0.57;
}
