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
  const lines = content.split(/\r\n|\r|\n/);
  const values: number[] = [];
  let width: number | undefined;
  let apart: string | RegExp | undefined;
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    apart ??= APART.find((each) => line.includes(each)) ?? /\s+/;
    const cells = line.trim().split(apart);
    const numbers = cells.map(numberOf);
    if (width === undefined && values.length === 0 && numbers.every((each) => each === undefined)) {
      width = cells.length;
      continue;
    }
    width ??= numbers.length;
    if (numbers.length !== width) {
      throw wrong(path, i, `${numbers.length} values, where the first line has ${width}`);
    }
    const odd = numbers.indexOf(undefined);
    if (odd >= 0) throw wrong(path, i, `"${cells[odd]!.slice(0, 20)}" in column ${odd}: wanted a number`);
    for (const value of numbers) values.push(value!);
  }
  if (values.length === 0) throw userError(`Feature file "${path}" has no line of numbers`);
  return storedArray(Float64Array.from(values), [values.length / width!, width!], path);
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
