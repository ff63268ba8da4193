/** How format `csv` is read. */
import { csv as spec } from "../../../specs/kinds/formats/csv.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readText } from "../../files/reading.ts";
import { kindRun } from "../kind.ts";
import type { FeatureFormat, StoredMatrix } from "./format.ts";
import { storedArray } from "./stored_array.ts";

/** Lines of numbers. */
export const csv = kindRun(spec, (): FeatureFormat => ({
  async readHead(path) {
    const { shape } = parseLines(await readText(path), path);
    return { shape, size: (await Deno.stat(path)).size };
  },
  async readRows(path) {
    return parseLines(await readText(path), path);
  },
}));

/** What stands between two numbers: the first of these that the first line has. */
const APART = [",", ";", "\t"] as const;

/** The matrix of lines of numbers; `path` is for messages. */
export function parseLines(content: string, path: string): StoredMatrix {
  const values: number[] = [];
  let width: number | undefined;
  let apart: string | undefined;
  /** Cells at the start of a line that are passed over. */
  let skipped = 0;
  for (const [i, line] of content.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const isFirst = width === undefined;
    if (isFirst) apart = APART.find((each) => line.includes(each));
    const all = apart === undefined ? line.trim().split(/\s+/) : line.split(apart);
    if (isFirst && all[0]!.trim() === "") skipped = 1;
    const cells = all.slice(skipped);
    const numbers = cells.map(numberOf);
    width ??= numbers.length;
    if (numbers.length !== width) {
      const found = numbers.length === 1 ? "1 value" : `${numbers.length} values`;
      throw wrong(path, i, `${found}, where the first line has ${width}`);
    }
    if (isFirst && (skipped > 0 || areNames(numbers))) continue;
    const odd = numbers.indexOf(undefined);
    if (odd >= 0) throw wrong(path, i, `"${cells[odd]!.slice(0, 20)}" in column ${odd}: wanted a number`);
    for (const value of numbers) values.push(value!);
  }
  if (values.length === 0) throw userError(`Feature file "${path}" has no line of numbers`);
  return storedArray(Float64Array.from(values), [values.length / width!, width!], path);
}

/** Fewer columns than these may be numbered 0, 1 by chance. */
const NUMBERED = 3;

/** Whether a first line has the names of columns: words, or 0, 1, 2 and so on, as pandas calls columns without names. */
function areNames(numbers: readonly (number | undefined)[]): boolean {
  return numbers.every((each) => each === undefined) ||
    numbers.length >= NUMBERED && numbers.every((each, i) => Object.is(each, i));
}

/** A number as Python and NumPy write it. */
function numberOf(cell: string): number | undefined {
  const word = cell.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word)) return Number(word);
  if (/^[+-]?nan$/i.test(word)) return NaN;
  return /^[+-]?inf(inity)?$/i.test(word) ? word.startsWith("-") ? -Infinity : Infinity : undefined;
}

function wrong(path: string, line: number, what: string) {
  return userError(
    `Feature file "${path}", line ${line + 1}, has ${what}`,
    "write a line of numbers for every snippet, as numpy.savetxt does",
  );
}
