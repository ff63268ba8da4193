/** How format `csv` is read. */
import { csv as spec } from "../../../specs/kinds/formats/csv.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readText } from "../../files/reading.ts";
import { kindRun } from "../kind.ts";
import {
  cellNumber,
  cellsOf,
  decimalMark,
  type Dialect,
  dialectHint,
  dialectOf,
  mayBeGrouped,
} from "./csv_lines.ts";
import type { FeatureFormat, FeatureHead, StoredMatrix } from "./format.ts";
import { storedArray } from "./stored_array.ts";

/** How lines are read. */
interface LineOptions {
  readonly header?: boolean | undefined;
}

/** Lines of numbers. */
export const csv = kindRun(spec, (options: LineOptions): FeatureFormat => {
  const read = async (path: string) => parseLines(await readText(path, AS_TEXT), path, options);
  return {
    async readHead(path) {
      const { shape, table } = await read(path);
      return { shape, size: (await Deno.stat(path)).size, table };
    },
    readRows: read,
  };
});

const AS_TEXT = "save it as text in UTF-8, which spreadsheets call CSV UTF-8";
const AS_LINES = "write a line of numbers for every snippet, as numpy.savetxt does";

/** The matrix of lines of numbers, and what is told of them; `path` is for messages. */
export function parseLines(
  content: string,
  path: string,
  { header }: LineOptions = {},
): StoredMatrix & Pick<FeatureHead, "table"> {
  const values: number[] = [];
  let width: number | undefined;
  let dialect: Dialect = { apart: undefined };
  /** Cells at the start of a line that are passed over. */
  let skipped = 0;
  /** Whether the last line was one of names, so that rows may have one cell more: a name of theirs. */
  let afterNames = false;
  let isCounted = false;
  let isFromOne = false;
  let grouped: string | undefined;
  let isOneGroup = true;
  let mark: { readonly mark: string; readonly cell: string } | undefined;
  const lines = content.replace(/(?:[\r\n]+[\s,;"]*)+$/, "").split(/\r\n|\r|\n/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const isFirst = width === undefined;
    if (isFirst) dialect = dialectOf(line);
    const all = cellsOf(line, dialect);
    if (isFirst && header !== false && beginsEmpty(all)) skipped = 1;
    // A separator at the end stands for no value.
    if (all.length > 1 && all.at(-1)!.trim() === "" && (isFirst || all.length - skipped === width! + 1)) {
      all.pop();
    }
    if (afterNames && all.length === width! + skipped + 1) {
      skipped++;
      isCounted = false;
    }
    afterNames = false;
    const cells = skipped === 0 ? all : all.slice(skipped);
    const numbers = cells.map(cellNumber);
    width ??= numbers.length;
    if (numbers.length !== width) throw otherLength(path, i, numbers.length, width, dialect, line);
    const isNamed = () =>
      header || areNames(cells, numbers) || skipped > 0 && !(
          numbers.every((each) => each !== undefined) && beginsEmpty(nextCells(lines.slice(i + 1), dialect))
        );
    if (isFirst && header !== false && isNamed()) {
      afterNames = true;
      isCounted = header === undefined && skipped === 0 && numbers.every((each) => each !== undefined);
      continue;
    }
    const odd = numbers.indexOf(undefined);
    if (odd >= 0) {
      const shown = `"${cells[odd]!.slice(0, 20)}" in column ${odd}: wanted a number`;
      throw wrong(path, i, shown, dialectHint(cells[odd]!));
    }
    if (values.length === 0) isFromOne = header === undefined && i === 0 && countsFrom(1, numbers);
    for (const value of numbers) values.push(value!);
    // Between commas there are none within numbers, but for quoted ones.
    if (dialect.apart === "," && !line.includes('"')) continue;
    for (const cell of cells) {
      const own = decimalMark(cell);
      if (own === undefined) continue;
      if (!mayBeGrouped(cell)) isOneGroup = false;
      else grouped ??= cell.trim();
      mark ??= { mark: own, cell };
      if (own === mark.mark) continue;
      const both = `"${cell.trim()}" after "${mark.cell.trim()}": decimal points and decimal commas`;
      throw wrong(path, i, both, "write all numbers in one way, as numpy.savetxt does");
    }
  }
  if (values.length === 0) throw userError(`Feature file "${path}" has no line of numbers`, AS_LINES);
  const shape = [values.length / width!, width!];
  return {
    ...storedArray(Float64Array.from(values), shape, path),
    table: {
      countsColumns: isCounted,
      countsFromOne: isFromOne && values.length > width!,
      countsRows: countsRows(values, width!),
      grouped: isOneGroup ? grouped : undefined,
    },
  };
}

/** Whether the first cell is an empty name, or a separator stands before the first value. */
function beginsEmpty(cells: readonly string[]): boolean {
  return cells.length > 1 && cells[0]!.trim() === "";
}

/** The cells of the first of these lines that has some. */
function nextCells(lines: readonly string[], dialect: Dialect): string[] {
  return cellsOf(lines.find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "", dialect);
}

/** Fewer columns than these may be numbered 0, 1 by chance. */
const NUMBERED = 3;

/**
 * Whether a first line has the names of columns: words, or 0, 1, 2 and so on, as pandas calls columns without names, also
 * beside the name of a column in front of them.
 */
function areNames(cells: readonly string[], numbers: readonly (number | undefined)[]): boolean {
  // Values that are missing or written otherwise are no names.
  if (numbers.every((each) => each === undefined)) {
    return cells.some((cell) => dialectHint(cell) === undefined);
  }
  return countsFrom(0, numbers[0] === undefined ? numbers.slice(1) : numbers);
}

function countsFrom(first: number, numbers: readonly (number | undefined)[]): boolean {
  return numbers.length >= NUMBERED && numbers.every((each, i) => Object.is(each, first + i));
}

/** Fewer rows may be numbered by chance. */
const ROWS = 3;
/** Part of a step by which numbers may differ that are rounded. */
const ROUNDED = 1e-3;

/** Whether the first column grows by the same step from row to row, as numbers of rows and frames do, and times. */
function countsRows(values: readonly number[], width: number): boolean {
  const rows = values.length / width;
  const step = values[width]! - values[0]!;
  if (rows < ROWS || width < 2 || !(step > 0)) return false;
  for (let row = 1; row < rows; row++) {
    const own = values[row * width]! - values[(row - 1) * width]!;
    if (!(Math.abs(own - step) <= ROUNDED * step)) return false;
  }
  return true;
}

function otherLength(
  path: string,
  line: number,
  count: number,
  width: number,
  { apart }: Dialect,
  text: string,
) {
  const found = count === 1 ? "1 value" : `${count} values`;
  const isComma = apart === "," && /\d,\d/.test(text);
  return wrong(
    path,
    line,
    `${found}, where the first line has ${width}`,
    isComma
      ? `${AS_LINES}; where commas stand before decimals, put semicolons or tabs between the numbers`
      : undefined,
  );
}

function wrong(path: string, line: number, what: string, hint = AS_LINES) {
  return userError(`Feature file "${path}", line ${line + 1}, has ${what}`, hint);
}
