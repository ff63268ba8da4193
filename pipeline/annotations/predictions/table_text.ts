/** Predictions as a table. */
import type { Detection } from "../detection.ts";

const COLUMNS = ["video", "start", "end", "label", "score"] as const;

/** A table with a line for each prediction, in the order that they are in, as `eval` reads it. */
export function tableText(detections: readonly Detection[]): string {
  const rows = detections.map((each) => COLUMNS.map((column) => cell(String(each[column]))).join(","));
  return `${[COLUMNS.join(","), ...rows].join("\n")}\n`;
}

function cell(text: string): string {
  return /^[^\s",;]+(?: [^\s",;]+)*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
