/** Finds predictions in a table of text. */
import type { Place } from "../../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../../specs/load/source.ts";
import { finiteNumber } from "../json/finite_number.ts";
import { type CsvLine, linesOf } from "../../kinds/layouts/csv_lines.ts";
import type { Mistakes } from "../mistakes.ts";
import { type Field, fieldNamed, type PredictionRow, type PredictionRows, UNNAMED } from "./row.ts";

const COLUMNS = "name the columns video,start,end,label,score in the first line";

/** The predictions of a table with a named column for each field, or with unnamed ones; none where it is another. */
export function rowsOfCsv(file: string, text: string, mistakes: Mistakes): PredictionRows {
  const source = sourceOf(file, text);
  const lines = [...linesOf(source.text, (cells) => columnsOf(cells.map(({ text }) => text)) !== undefined)];
  const placeOf = ({ offset, length }: CsvLine): Place => source.place(offset, length);
  const first = lines[0];
  const named = first && columnsOf(textsOf(first));
  const columns = named ?? (first && unnamed(textsOf(first)));
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
      const of = (field: Field) => at[field] === undefined ? undefined : line.cells[at[field]]!.text;
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

function textsOf({ cells }: CsvLine): string[] {
  return cells.map(({ text }) => text);
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
