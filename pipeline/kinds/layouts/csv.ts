/** How layout `csv` is read. */
import { csv as spec } from "../../../specs/kinds/layouts/csv.ts";
import { kindRun } from "../kind.ts";
import { type CsvCell, linesOf } from "./csv_lines.ts";
import type { AnnotationLayout, AnnotationRow, MalformedLine, TextFile } from "./layout.ts";

type Column = Exclude<keyof AnnotationRow, "offset" | "length"> | "labels";

/** How columns are called, in small letters and without what is no letter. */
const NAMES: Readonly<Record<string, Column>> = {
  video: "video",
  videoid: "video",
  videoname: "video",
  start: "start",
  starttime: "start",
  tstart: "start",
  end: "end",
  endtime: "end",
  tend: "end",
  label: "label",
  class: "label",
  labels: "labels",
  classes: "labels",
  subset: "subset",
  split: "subset",
  duration: "duration",
  videoduration: "duration",
  fps: "fps",
};

const COLUMNS = "name the columns video,start,end,label, or video,labels, in the first line";

/** What else columns of times are called. */
const TIME = /(?:^|[^a-z])(?:start|begin|end|stop|onset|offset)(?:[^a-z]|$)/i;
const SECONDS = 'name columns of seconds "start" and "end"; where there are labels alone, take it out';

/** Rows of named columns, or of video, start, end and label. */
export const csv = kindRun(spec, (): AnnotationLayout => ({
  content: "rows",
  *rows({ text }: TextFile): Iterable<AnnotationRow | MalformedLine> {
    let columns: readonly (Column | undefined)[] | undefined;
    for (const { cells, offset, length } of linesOf(text, (cells) => columnsOf(cells) !== undefined)) {
      const at = { offset, length };
      if (!columns) {
        const named = columnsOf(cells);
        columns = named ?? unnamed(cells);
        if (!columns) {
          yield { ...at, message: "Cannot tell what the columns are", hint: COLUMNS };
          return;
        }
        if (named) {
          const time = named.includes("start") ? undefined : cells.find(({ text }) => TIME.test(text))?.text;
          if (time === undefined) continue;
          yield { ...at, message: `Cannot tell what column "${time}" is`, hint: SECONDS };
          return;
        }
      }
      yield* rowsOf(cells, columns, at);
    }
  },
}));

/** What the first line names; undefined where it is none of names. */
function columnsOf(cells: readonly CsvCell[]): (Column | undefined)[] | undefined {
  const columns = cells.map(({ text }) => NAMES[text.toLowerCase().replaceAll(/[^a-z]/g, "")]);
  const has = (column: Column) => columns.includes(column);
  return has("video") && (has("label") || has("labels")) && has("start") === has("end") ? columns : undefined;
}

/** Columns without names. */
function unnamed(cells: readonly CsvCell[]): Column[] | undefined {
  const isNumber = (cell: CsvCell | undefined) =>
    cell !== undefined && cell.text !== "" && Number.isFinite(Number(cell.text));
  if (cells.length === 4 && isNumber(cells[1]) && isNumber(cells[2])) {
    return ["video", "start", "end", "label"];
  }
  return cells.length === 2 && !isNumber(cells[1]) ? ["video", "label"] : undefined;
}

function* rowsOf(
  cells: readonly CsvCell[],
  columns: readonly (Column | undefined)[],
  at: { readonly offset: number; readonly length: number },
): Iterable<AnnotationRow | MalformedLine> {
  if (cells.length !== columns.length) {
    const fields = `${cells.length} ${cells.length === 1 ? "field" : "fields"}`;
    yield {
      ...at,
      message: `A row has ${fields}: expected ${columns.length}`,
      hint: 'write "..." around text with commas',
    };
    return;
  }
  const row: { [Key in Column]?: string } = {};
  columns.forEach((column, i) => {
    if (column !== undefined && cells[i]!.text !== "") row[column] = cells[i]!.text;
  });
  const { video, labels, ...rest } = row;
  if (video === undefined) {
    yield { ...at, message: "A row names no video", hint: COLUMNS };
    return;
  }
  if (labels === undefined) yield { ...at, ...rest, video };
  else for (const label of labels.split(/\s*[;|]\s*/)) yield { ...at, ...rest, video, label };
}
