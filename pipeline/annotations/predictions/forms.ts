/** The forms in which predictions are written. */
import type { Detection } from "../detection.ts";
import { srtText, vttText } from "./subtitles.ts";
import { tableText } from "./table_text.ts";
import { predictionsText } from "./text.ts";

/** One form. */
export interface PredictionForm {
  /** Whether a file is of one video. */
  readonly ofOneVideo: boolean;
  /** The text of a file. */
  text(detections: readonly Detection[], videos: readonly string[]): string;
}

/** By the ending of their files. */
export const FORMS = {
  json: { ofOneVideo: false, text: (detections, videos) => predictionsText(detections, videos) },
  csv: { ofOneVideo: false, text: tableText },
  vtt: { ofOneVideo: true, text: vttText },
  srt: { ofOneVideo: true, text: srtText },
} as const satisfies Readonly<Record<string, PredictionForm>>;

/** The ending of a form. */
export type FormName = keyof typeof FORMS;

/** Every ending. */
export const FORM_NAMES = Object.keys(FORMS) as FormName[];
