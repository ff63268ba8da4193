/** Arrays of JSON as float32 values. */
import { Refusal } from "./refusal.ts";

/** Values of an array of a shape, in C order. */
export interface DenseArray {
  readonly values: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/**
 * A nested list of numbers as an array.
 *
 * @param name Of the source, for messages.
 * @throws {Refusal} With status 422 where lists of one level differ in length, or something is no number.
 */
export function arrayOfJson(name: string, value: unknown): DenseArray {
  const shape: number[] = [];
  for (let at = value; Array.isArray(at); at = at[0]) shape.push(at.length);
  if (shape.length < 2 || shape.includes(0)) {
    throw refused(name, `is ${shown(value)}`, "a list for each snippet, of its values");
  }
  const rows = lists(name, value as readonly unknown[], shape.slice(1), "");
  const width = shape.at(-1)!;
  const values = new Float32Array(rows.length * width);
  rows.forEach(({ row, place }, r) => {
    for (let i = 0; i < width; i++) {
      const each = row[i];
      if (typeof each !== "number" || !Number.isFinite(Math.fround(each))) {
        throw refused(name, `has ${shown(each)} at ${place}[${i}]`, "a number that float32 holds");
      }
      values[r * width + i] = each;
    }
  });
  return { values, shape };
}

interface PlacedRow {
  readonly row: readonly unknown[];
  readonly place: string;
}

/** The innermost lists of `value`, whose parts have `shape`. */
function lists(name: string, value: readonly unknown[], shape: readonly number[], at: string): PlacedRow[] {
  const [length, ...inner] = shape;
  return value.flatMap((part, i) => {
    const place = `${at}[${i}]`;
    if (!Array.isArray(part) || part.length !== length) {
      const what = Array.isArray(part) ? `a list of ${part.length}` : shown(part);
      throw refused(name, `has ${what} at ${place}`, `a list of ${length}, as the first one`);
    }
    return inner.length === 0 ? { row: part, place } : lists(name, part, inner, place);
  });
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function refused(name: string, what: string, expected: string): Refusal {
  return new Refusal(422, {
    error: `features.${name} ${what}`,
    expected,
    remedy: "send it as [[value, ...], ...], or as bytes of a .npy file in multipart/form-data",
  });
}
