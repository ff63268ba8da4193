/** Predictions as they stand in a file, whatever its layout: found, not yet checked. */
import type { Alike } from "../../../specs/diagnostics/alike.ts";

/** What a prediction has. */
export type Field = "video" | "label" | "score" | "start" | "end";

/** One prediction; what is not stated is undefined. */
export interface PredictionRow {
  readonly video: unknown;
  readonly label: unknown;
  readonly score: unknown;
  readonly start: unknown;
  readonly end: unknown;
  /** `[start, end]` where the two stand together, as it is shown. */
  readonly segment?: unknown;
  /** Its position in the list that it stands in, from 0. */
  readonly index: number;
}

/** Predictions with the way to say what is wrong with them. */
export interface PredictionRows {
  /** In the order of the file; what is no row is noted on the way. */
  readonly rows: Iterable<PredictionRow>;
  /** Notes a mistake of a row at one of its fields; those of a kind are told as one. */
  note(row: PredictionRow, field: Field, message: string, hint?: string, alike?: Alike): void;
}

const NAMES: Readonly<Record<string, Field>> = {
  video: "video",
  videoid: "video",
  videoname: "video",
  vid: "video",
  start: "start",
  starttime: "start",
  tstart: "start",
  end: "end",
  endtime: "end",
  tend: "end",
  label: "label",
  labelid: "label",
  class: "label",
  classid: "label",
  category: "label",
  categoryid: "label",
  score: "score",
  confidence: "score",
  conf: "score",
};

/** The field that a column or key is named after, such as `video-id` or `t_start`; undefined where it is another. */
export function fieldNamed(name: string): Field | undefined {
  return NAMES[name.toLowerCase().replaceAll(/[^a-z]/g, "")];
}

/** How unnamed columns are laid out: as the programs of THUMOS14 write them. */
export const UNNAMED: Readonly<Record<number, readonly Field[]>> = {
  4: ["video", "start", "end", "score"],
  5: ["video", "start", "end", "label", "score"],
};
