/** Finds predictions in a table of text. */
import type { Place } from "../../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../../specs/load/source.ts";
import { finiteNumber } from "../json/finite_number.ts";
import type { Mistakes } from "../mistakes.ts";
import { type Field, fieldNamed, type PredictionRow, type PredictionRows, UNNAMED } from "./row.ts";

const COLUMNS = "name the columns video,start,end,label,score in the first line";

/** One line that is not empty. */
interface Line {
  readonly offset: number;
  readonly length: number;
  readonly cells: readonly string[];
}

/** The predictions of a table with a named column for each field, or with unnamed ones; none where it is another. */
export function rowsOfCsv(file: string, text: string, mistakes: Mistakes): PredictionRows {
  const source = sourceOf(file, text);
  const lines: Line[] = [...linesOf(source.text)];
  const placeOf = ({ offset, length }: Line): Place => source.place(offset, length);
  const first = lines[0];
  const named = first && columnsOf(first.cells);
  const columns = named ?? (first && unnamed(first.cells));
  const body = named ? lines.slice(1) : lines;
  if (!columns) {
    mistakes.add(() => ({
      message: first ? "Cannot tell what the columns are" : `"${file}" has no predictions`,
      hint: COLUMNS,
      ...(first ? { place: placeOf(first) } : {}),
    }));
    return { rows: [], note() {} };
  }
  const at = Object.fromEntries(columns.map((field, i) => [field, i])) as Partial<Record<Field, number>>;
  function* rows(): Iterable<PredictionRow> {
    for (const [index, line] of body.entries()) {
      if (line.cells.length !== columns!.length) {
        mistakes.add(() => ({
          message: `A row has ${line.cells.length} fields: expected ${columns!.length}`,
          place: placeOf(line),
          hint: 'write "..." around text with commas',
        }), { kind: "fields", example: `line ${placeOf(line).line}` });
        continue;
      }
      const of = (field: Field) => at[field] === undefined ? undefined : line.cells[at[field]];
      const label = of("label");
      yield {
        video: of("video"),
        label: label === "" ? undefined : label,
        score: of("score"),
        start: of("start"),
        end: of("end"),
        index,
      };
    }
  }
  return {
    rows: rows(),
    note({ index }, _, message, hint, alike) {
      mistakes.add(() => ({ message, hint, place: placeOf(body[index]!) }), alike);
    },
  };
}

function columnsOf(cells: readonly string[]): (Field | undefined)[] | undefined {
  const columns = cells.map(fieldNamed);
  const known = columns.filter((field) => field !== undefined);
  if (new Set(known).size < known.length) return undefined;
  return (["video", "start", "end"] as const).every((field) => columns.includes(field)) ? columns : undefined;
}

function unnamed(cells: readonly string[]): readonly Field[] | undefined {
  const columns = UNNAMED[cells.length];
  const isNumber = (field: Field) => finiteNumber(cells[columns!.indexOf(field)]) !== undefined;
  return columns && isNumber("start") && isNumber("end") && isNumber("score") ? columns : undefined;
}

/**
 * The lines of a table. Cells are divided by tabs, semicolons, commas or spaces: the first of them that the first line
 * has outside of quotes. Text in double quotes may have any of them, and `""` for a quote.
 */
function* linesOf(text: string): Iterable<Line> {
  let separator: string | undefined;
  for (const { 0: line, index: offset } of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() === "") continue;
    if (separator === undefined) {
      const bare = line.replaceAll(/"(?:[^"]|"")*"/g, "");
      separator = ["\t", ";", ",", " "].find((each) => bare.includes(each)) ?? ",";
    }
    yield {
      offset,
      length: line.length,
      cells: separator === " " ? wordsOf(line) : [...cellsOf(line, separator)],
    };
  }
}

function wordsOf(line: string): string[] {
  return Array.from(
    line.matchAll(/"((?:[^"]|"")*)"|\S+/g),
    ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word,
  );
}

function* cellsOf(line: string, separator: string): Iterable<string> {
  for (let at = 0; at <= line.length;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(line.slice(at));
    const next = line.indexOf(separator, at + (quoted?.[0].length ?? 0));
    const end = next < 0 ? line.length : next;
    yield quoted && at + quoted[0].length === end
      ? quoted[1]!.replaceAll('""', '"')
      : line.slice(at, end).trim();
    at = end + 1;
  }
}
