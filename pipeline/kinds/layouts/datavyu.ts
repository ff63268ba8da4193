/** How layout `datavyu` is read. */
import { unzipSync } from "fflate";
import { datavyu as spec } from "../../../specs/kinds/layouts/datavyu.ts";
import { kindRun } from "../kind.ts";
import type { AnnotationLayout, AnnotationRow, MalformedLine, TextFile, TextStretch } from "./layout.ts";
import { nameOfPath } from "./video_name.ts";

/** The text in the archive that has the cells. */
const CELLS = "db";
/** A line with a cell: its onset, its offset and its values. */
const CELL = /^(\d\d+):(\d\d):(\d\d):(\d{3}),(\d\d+):(\d\d):(\d\d):(\d{3}),(.*)$/s;
/** A line with a column: its name, type, whether it shows, a comment, and its codes. */
const COLUMN =
  /^(?<name>(?:[^\\(]|\\.)*?) ?\((?<type>MATRIX|NOMINAL|TEXT|INTEGER|FLOAT)\b[^)]*\)(?:-(?<codes>.*))?$/s;

/** A column whose cells are read. */
interface Column {
  readonly name: string;
  /** The position of the class among the values; undefined where it is the name of the column. */
  readonly at: number | undefined;
  readonly isMatrix: boolean;
}

/** Columns of cells, each with the values of its codes. */
export const datavyu = kindRun(spec, ({ label, code, columns }): AnnotationLayout => ({
  content: "rows",
  unpack(bytes) {
    try {
      const { [CELLS]: cells } = unzipSync(bytes, { filter: ({ name }) => name === CELLS });
      return cells && { name: CELLS, text: new TextDecoder("utf-8", { fatal: true }).decode(cells) };
    } catch {
      return undefined;
    }
  },
  *rows({ path, text }: TextFile): Iterable<AnnotationRow | MalformedLine> {
    const video = nameOfPath(path, spec.endings);
    const found: string[] = [];
    let column: Column | undefined;
    let isEmpty = true;
    for (const { offset, line } of linesOf(text)) {
      const at = { offset, length: Math.max(1, line.length) };
      const cell = CELL.exec(line);
      if (!cell) {
        if (line === "" || /^#\d$/.test(line) && offset === 0) continue;
        const read = columnOf(line, { label, code, columns }, at);
        column = "message" in read ? undefined : read;
        if ("message" in read) yield read;
        else found.push(read.name);
        if ("message" in read) isEmpty = false;
      } else if (column && (!columns || columns.includes(column.name))) {
        isEmpty = false;
        yield rowOf(cell, column, at, video);
      }
    }
    for (const wanted of columns ?? []) {
      if (found.includes(wanted)) continue;
      isEmpty = false;
      yield {
        offset: 0,
        length: 1,
        message: `There is no column "${wanted}"`,
        hint: `columns: ${found.map((name) => JSON.stringify(name)).join(", ") || "none"}`,
      };
    }
    if (isEmpty) yield { offset: 0, length: 1, video };
  },
}));

/** Lines, of which one that ends with a single backslash goes on. */
function* linesOf(text: string): Iterable<{ readonly offset: number; readonly line: string }> {
  for (const { 0: line, index: offset } of text.matchAll(/(?:[^\r\n\\]|\\(?:\r\n|[^]))+/g)) {
    yield { offset, line };
  }
}

function columnOf(
  line: string,
  { label, code, columns }: {
    readonly label: "code" | "column";
    readonly code: string;
    readonly columns?: readonly string[] | undefined;
  },
  at: TextStretch,
): Column | MalformedLine {
  const { name: escaped, type, codes = "" } = COLUMN.exec(line)?.groups ?? {};
  if (escaped === undefined) {
    return {
      ...at,
      message: "A line is neither a column nor a cell",
      hint: "save the file again with Datavyu",
    };
  }
  const name = unescaped(escaped);
  const isMatrix = type === "MATRIX";
  if (label === "column" || columns && !columns.includes(name)) return { name, at: undefined, isMatrix };
  if (!isMatrix) return { name, at: 0, isMatrix };
  const names = fieldsOf(codes).map((each) => each.replace(/\|[A-Z]+$/, ""));
  const position = names.indexOf(code);
  if (position >= 0) return { name, at: position, isMatrix };
  return {
    ...at,
    message: `Column "${name}" has no code "${code}", whose value is the class; its codes are ${
      names.join(", ")
    }`,
    hint: `choose the layout { kind: datavyu, code: ${
      names[0] ?? "NAME"
    } }, { kind: datavyu, label: column }, or columns`,
  };
}

function rowOf(
  cell: RegExpExecArray,
  column: Column,
  at: TextStretch,
  video: string,
): AnnotationRow | MalformedLine {
  const [, ...parts] = cell;
  const values = parts.at(-1)!;
  const inner = column.isMatrix && values.startsWith("(") && values.endsWith(")")
    ? values.slice(1, -1)
    : values;
  const fields = column.isMatrix ? fieldsOf(inner) : [unescaped(inner)];
  const label = column.at === undefined ? column.name : fields[column.at]?.trim() ?? "";
  if (label === "") {
    return {
      ...at,
      message: `A cell of column "${column.name}" has no value, which is its class`,
      hint:
        "fill it in, or where the columns are the classes choose the layout { kind: datavyu, label: column }",
    };
  }
  return { ...at, video, label, start: secondsOf(parts.slice(0, 4)), end: secondsOf(parts.slice(4, 8)) };
}

function secondsOf(parts: readonly string[]): string {
  const [hours, minutes, seconds, milliseconds] = parts.map(Number) as [number, number, number, number];
  return String((((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds) / 1000);
}

/** Text at commas that have no backslash before them. */
function fieldsOf(text: string): string[] {
  return Array.from(`${text},`.matchAll(/((?:[^\\,]|\\[^])*),/g), ([, field]) => unescaped(field!));
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([^])/g, "$1");
}
