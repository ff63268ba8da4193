/** Prediction files, in whatever layout people have them. */
import { finiteNumber } from "./json/finite_number.ts";
import { collectProblems } from "./json/problems.ts";
import { readJson } from "./json/read.ts";
import type { Detection } from "./detection.ts";
import { count, examples, shown } from "./layout.ts";
import { collectMistakes } from "./mistakes.ts";
import { readText } from "../files/reading.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { rowsOfCsv } from "./predictions/csv.ts";
import { JSON_EXPECTED, rowsOfJson } from "./predictions/json.ts";
import { refusePickle } from "./predictions/pickle.ts";
import type { LabelIds } from "./predictions/label_ids.ts";
import { labelReader } from "./predictions/labels.ts";
import type { PredictionRow, PredictionRows } from "./predictions/row.ts";

/** A prediction file. */
export interface Predictions {
  /** In the order of the file. */
  readonly detections: readonly Detection[];
  /** What is unusual but kept, one sentence each. */
  readonly warnings: readonly string[];
}

/** How predictions are read. */
export interface PredictionOptions {
  /** The labels that numbers stand for. */
  readonly ids?: LabelIds | undefined;
  /** Leaves labels alone, and gives every prediction an empty one: proposals have none. */
  readonly proposals?: boolean | undefined;
}

/** Whether a prediction file is a table of text, by its ending. */
export function isTable(path: string): boolean {
  return /\.(?:csv|tsv|txt)$/i.test(path);
}

/**
 * Reads a prediction file: the ActivityNet layout `{"version", "results": {video: [{"label", "score", "segment": [start,
 * end]}]}, "external_data"}`, or the object of results alone; rows `[start, end, score, label]` in it; a list of
 * predictions that name their video; columns of equal length, in JSON or CSV. Numbers may be strings.
 *
 * @param labels the labels that the ground truth knows.
 * @throws {UserError} with every mistake and its place: not JSON, NaN, no results, a repeated key, an
 * unknown label, a score or time that is not a finite number; and for a pickle.
 *
 * @example Read a prediction file
 * ```ts
 * import { predictionsText, readPredictions } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile({ suffix: ".json" });
 * const written = [{ video: "a", label: "dive", score: 0.9, start: 1, end: 3 }];
 * await Deno.writeTextFile(file, predictionsText(written));
 *
 * const { detections } = await readPredictions(file, ["dive", "jump"]);
 * assert.deepEqual(detections, written);
 * await Deno.remove(file);
 * ```
 */
export async function readPredictions(
  path: string,
  labels: readonly string[],
  options: PredictionOptions = {},
): Promise<Predictions> {
  await refusePickle(path);
  if (!isTable(path)) {
    const { file, text, value } = await readJson(path);
    return checkPredictions(value, labels, file, text, options);
  }
  const text = await readText(path);
  const mistakes = collectMistakes(`Cannot use "${path}"`, path);
  const { detections, warnings } = checkRows(rowsOfCsv(path, text, mistakes), labels, path, options);
  mistakes.throwIfAny();
  return { detections, warnings: [...warnings, ...reversed(detections)] };
}

/**
 * `readPredictions` for a document that is already parsed; with its `text`, mistakes are shown where they
 * stand.
 *
 * @param file its name, for messages.
 *
 * @example Read predictions that are in memory
 * ```ts
 * import { checkPredictions } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const results = { a: [{ label: "dive", score: 0.9, segment: [3, 1] }] };
 * const { detections, warnings } = checkPredictions({ results }, ["dive"], "mine");
 * assert.deepEqual(detections, [{ video: "a", label: "dive", score: 0.9, start: 3, end: 1 }]);
 * assert.equal(warnings.length, 1); // it ends before it starts
 * ```
 */
export function checkPredictions(
  value: unknown,
  labels: readonly string[],
  file: string,
  text?: string,
  options: PredictionOptions = {},
): Predictions {
  const problems = collectProblems(file, text);
  const rows = rowsOfJson(value, text, problems);
  if (!rows && isMap(value) && "database" in value) {
    const hint = "give the predictions first, and the annotations to --ground-truth";
    problems.add(["database"], `"${file}" holds annotations, no predictions`, hint);
  } else if (!rows) problems.add([], `Missing "results" in "${file}"`, JSON_EXPECTED);
  const { detections, warnings } = rows
    ? checkRows(rows, labels, file, options)
    : { detections: [], warnings: [] };
  problems.throwIfAny();
  return { detections, warnings: [...warnings, ...reversed(detections), ...scoreFirst(detections)] };
}

/** Predictions from which on their order is judged. */
const SOME = 3;

/** A sentence where every prediction looks like a score, a start and an end, read as a start, an end and a score. */
function scoreFirst(detections: readonly Detection[]): string[] {
  const isOdd = ({ start, end, score }: Detection) => start >= 0 && start <= 1 && score > end && score > 1;
  if (detections.length < SOME || !detections.every(isOdd)) return [];
  if (detections.every(({ start }) => start === 0)) return [];
  const { video, start, end, score } = detections[0]!;
  return [
    `Every prediction starts within the first second and has a score above its end, such as ${start} to ${end} with ` +
    `score ${score} in "${video}": rows are read as [start, end, score, label], and these look like [score, start, end, label]`,
  ];
}

function checkRows(
  rows: PredictionRows,
  labels: readonly string[],
  file: string,
  { ids, proposals }: PredictionOptions,
): Predictions {
  const detections: Detection[] = [];
  const read = labelReader(rows, labels, { file, ids });
  let isScored = false;
  for (const row of rows.rows) {
    const { video } = row;
    if (typeof video !== "string") {
      note(rows, row, "video", "Video of a prediction must be text", video);
      continue;
    }
    const label = proposals ? "" : read.label(row);
    const score = finiteNumber(row.score);
    if (row.score === undefined) {
      const example = `"${video}"`;
      rows.note(
        row,
        "score",
        `A prediction in video ${example} has no score`,
        "give each one a number, higher for what is surer",
        { kind: "no score", example },
      );
    } else if (score === undefined) {
      note(
        rows,
        row,
        "score",
        `Score of a prediction in video "${video}" must be a finite number`,
        row.score,
      );
    }
    const [start, end] = [finiteNumber(row.start), finiteNumber(row.end)];
    if (start === undefined || end === undefined) {
      const what = `Segment of a prediction in video "${video}" must be [start, end], two finite numbers`;
      note(rows, row, start === undefined ? "start" : "end", what, row.segment ?? [row.start, row.end]);
    }
    if (score !== undefined && start !== undefined && end !== undefined) isScored = true;
    if (label === undefined || score === undefined || start === undefined || end === undefined) continue;
    detections.push({ video, label, score, start, end });
  }
  return { detections, warnings: proposals ? [] : read.report(isScored) };
}

function note(
  rows: PredictionRows,
  row: PredictionRow,
  field: "video" | "score" | "start" | "end",
  what: string,
  current: unknown,
): void {
  const kind = field === "end" ? "start" : field;
  const example = shown(current);
  rows.note(row, field, `${what}: current value is ${example}`, undefined, { kind, example });
}

function reversed(detections: readonly Detection[]): string[] {
  const found = detections.filter(({ start, end }) => end <= start);
  if (found.length === 0) return [];
  const listed = found.slice(0, 4).map(({ video, label, start, end }) =>
    `"${video}" ${label === "" ? "" : `${label} `}[${start}, ${end}]`
  );
  return [
    `${count(found.length, "prediction")} without positive length, which can never match: ${
      examples(listed)
    }`,
  ];
}
