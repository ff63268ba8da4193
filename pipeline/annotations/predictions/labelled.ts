/** Prediction files where nothing says which labels there may be. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readText } from "../../files/reading.ts";
import { isMap } from "../../kinds/layouts/layout.ts";
import { collectProblems } from "../json/problems.ts";
import { readJson } from "../json/read.ts";
import { collectMistakes } from "../mistakes.ts";
import { isTable, type Predictions, readPredictions } from "../predictions.ts";
import { rowsOfCsv } from "./csv.ts";
import { rowsOfJson } from "./json.ts";
import type { LabelIds } from "./label_ids.ts";

/** Predictions with the videos that the file names. */
export interface LabelledPredictions extends Predictions {
  /** In the order of the file; those in which nothing was found too. */
  readonly videos: readonly string[];
}

/**
 * Reads a prediction file whose labels are what they are.
 *
 * @throws {UserError} As `readPredictions`, and where no prediction has a label.
 */
export async function readLabelled(path: string, ids?: LabelIds): Promise<LabelledPredictions> {
  const labels = new Set<string>();
  const videos = new Set<string>();
  let count = 0;
  for (const { video, label } of await rowsOf(path, videos)) {
    if (typeof video === "string") videos.add(video);
    if (typeof label === "string") labels.add(label);
    count++;
  }
  if (labels.size === 0 && !ids && count > 0) {
    throw userError(
      `No prediction of "${path}" has a label in words`,
      "give each one a label; where labels are numbers, add --labels FILE, which lists their names, one per line",
    );
  }
  return { ...await readPredictions(path, [...labels], { ids }), videos: [...videos] };
}

/** The rows as they stand there; mistakes in them are told by who reads them. */
async function rowsOf(path: string, videos: Set<string>) {
  if (isTable(path)) {
    return [...rowsOfCsv(path, await readText(path), collectMistakes("")).rows];
  }
  const { value, text, file } = await readJson(path);
  const results = isMap(value) && isMap(value["results"]) ? value["results"] : undefined;
  for (const video of Object.keys(results ?? {})) videos.add(video);
  return [...rowsOfJson(value, undefined, collectProblems(file, text))?.rows ?? []];
}
