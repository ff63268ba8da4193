/** Finds predictions in a JSON document. */
import { finiteNumber } from "../json/finite_number.ts";
import { keysOf } from "../json/locate.ts";
import type { JsonPath } from "../json/path.ts";
import type { Problems } from "../json/problems.ts";
import { isMap } from "../../kinds/layouts/layout.ts";
import { shown } from "../layout.ts";
import { type Field, fieldNamed, type PredictionRow, type PredictionRows, UNNAMED } from "./row.ts";

/** What a prediction file is expected to be. */
export const JSON_EXPECTED = "expected a map from videos to lists of predictions";
const AS_ROW = "write [start, end, score, label]";
const LISTED = "rows of a list are [video, start, end, score] or [video, start, end, label, score]";
const OF_VIDEO = "rows of a video are [start, end, score] or [start, end, score, label]";

/** The predictions of a document: by video, in one list, or in columns; undefined where it is none of them. */
export function rowsOfJson(
  value: unknown,
  text: string | undefined,
  problems: Problems,
): PredictionRows | undefined {
  const results = isMap(value) && (isMap(value["results"]) || Array.isArray(value["results"]))
    ? { found: value["results"], path: ["results"] }
    : { found: value, path: [] };
  if (Array.isArray(results.found)) return listed(results.found, results.path, problems);
  if (!isMap(results.found)) return undefined;
  const columns = columnsOf(results.found);
  if (columns) return inColumns(results.found, columns, results.path, problems);
  const lists = Object.values(results.found);
  if (results.path.length === 0 && !(lists.length > 0 && lists.every(Array.isArray))) return undefined;
  return byVideo(results.found, text, results.path, problems);
}

function byVideo(
  results: Record<string, unknown>,
  text: string | undefined,
  root: JsonPath,
  problems: Problems,
): PredictionRows {
  function* rows(): Iterable<PredictionRow> {
    for (const video of keysOf(results, text, root)) {
      const list = results[video];
      if (!Array.isArray(list)) {
        problems.add(
          [...root, video],
          `Predictions of video "${video}" must be a list: current value is ${shown(list)}`,
          undefined,
          { kind: "list", example: `"${video}"` },
        );
        continue;
      }
      for (let index = 0; index < list.length; index++) {
        const item = list[index];
        if (isMap(item)) yield fromMap(item, video, index);
        else if (Array.isArray(item)) yield fromRow(item, video, index);
        else noteOdd([...root, video, index], item, `in video "${video}"`, problems);
      }
    }
  }
  return {
    rows: rows(),
    note(row, field, message, hint, alike) {
      const at = [...root, row.video as string, row.index];
      const item = (results[row.video as string] as unknown[])[row.index];
      problems.add([...at, ...stepTo(item, field)], message, hint ?? rowHint(item, OF_VIDEO), alike);
    },
  };
}

function listed(list: readonly unknown[], root: JsonPath, problems: Problems): PredictionRows | undefined {
  if (list.length === 0) return root.length > 0 ? { rows: [], note() {} } : undefined;
  const isPrediction = (item: unknown) =>
    isMap(item)
      ? keyOf(item, "video") !== undefined
      : Array.isArray(item) && UNNAMED[item.length] !== undefined;
  if (!isPrediction(list[0])) return undefined;
  function* rows(): Iterable<PredictionRow> {
    for (const [index, item] of list.entries()) {
      if (isMap(item)) yield fromMap(item, item[keyOf(item, "video") ?? ""], index);
      else if (Array.isArray(item)) {
        const columns = UNNAMED[item.length];
        const at = (field: Field) => columns && item[columns.indexOf(field)];
        yield {
          video: item[0],
          label: at("label"),
          score: at("score"),
          start: at("start"),
          end: at("end"),
          index,
        };
      } else noteOdd([...root, index], item, "", problems);
    }
  }
  return {
    rows: rows(),
    note(row, field, message, hint, alike) {
      const item = list[row.index];
      problems.add(
        [...root, row.index, ...stepTo(item, field)],
        message,
        hint ?? rowHint(item, LISTED),
        alike,
      );
    },
  };
}

function inColumns(
  table: Record<string, unknown>,
  columns: ReadonlyMap<Field, string>,
  root: JsonPath,
  problems: Problems,
): PredictionRows {
  const column = (field: Field) => table[columns.get(field) ?? ""] as readonly unknown[] | undefined;
  const rows = column("video")!.length;
  for (const name of columns.values()) {
    const { length } = table[name] as readonly unknown[];
    if (length === rows) continue;
    problems.add(
      [...root, name],
      `Columns must be equally long: "${name}" has ${length} values, "${columns.get("video")}" ${rows}`,
      undefined,
      { kind: "columns", example: `"${name}"` },
    );
  }
  return {
    rows: Array.from({ length: rows }, (_, index): PredictionRow => ({
      video: column("video")![index],
      label: column("label")?.[index],
      score: column("score")?.[index],
      start: column("start")?.[index],
      end: column("end")?.[index],
      index,
    })),
    note({ index }, field, message, hint, alike) {
      const name = columns.get(field);
      problems.add(name === undefined ? root : [...root, name, index], message, hint, alike);
    },
  };
}

/** The columns of a table; undefined where a document is none. */
function columnsOf(table: Record<string, unknown>): ReadonlyMap<Field, string> | undefined {
  const columns = new Map<Field, string>();
  for (const [name, values] of Object.entries(table)) {
    const field = fieldNamed(name);
    if (field !== undefined && Array.isArray(values)) columns.set(field, name);
  }
  const isTable = (["video", "start", "end"] as const).every((field) => columns.has(field));
  return isTable ? columns : undefined;
}

function fromMap(item: Record<string, unknown>, video: unknown, index: number): PredictionRow {
  const { segment } = item;
  const of = (field: Field) => field in item ? item[field] : item[keyOf(item, field) ?? ""];
  if (segment !== undefined) {
    const [start, end] = Array.isArray(segment) && segment.length === 2 ? segment : [];
    return { video, label: of("label"), score: of("score"), start, end, segment, index };
  }
  return { video, label: of("label"), score: of("score"), start: of("start"), end: of("end"), index };
}

/** A row `[start, end, score]` or `[start, end, score, label]`; a label in words may stand before the score. */
function fromRow(item: readonly unknown[], video: unknown, index: number): PredictionRow {
  const [start, end, third, fourth] = item;
  const swapped = typeof third === "string" && finiteNumber(third) === undefined;
  const [score, label] = swapped ? [fourth, third] : [third, fourth];
  return { video, label, score, start, end, index };
}

function keyOf(item: Record<string, unknown>, field: Field): string | undefined {
  for (const key in item) if (fieldNamed(key) === field) return key;
  return undefined;
}

/** In which order a row is read, where an item is one. */
function rowHint(item: unknown, order: string): string | undefined {
  return Array.isArray(item) ? order : undefined;
}

/** The step to a field of an item, none where it cannot be told. */
function stepTo(item: unknown, field: Field): JsonPath {
  if (!isMap(item)) return [];
  if (field in item) return [field];
  if ((field === "start" || field === "end") && "segment" in item) return ["segment"];
  return [keyOf(item, field) ?? field];
}

function noteOdd(path: JsonPath, item: unknown, where: string, problems: Problems): void {
  problems.add(
    path,
    `A prediction ${where}${where && " "}must be a map or a row: current value is ${shown(item)}`,
    AS_ROW,
    { kind: "item", example: where || `item ${path.at(-1)}` },
  );
}
