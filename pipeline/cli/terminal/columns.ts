/** Text in columns. */
import { escapeControls } from "../../../specs/diagnostics/escape.ts";

/** One cell: text to the left, numbers to the right. */
export type Cell = string | number;

/** A text that was written over several lines as one. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}

/** Lays rows out in columns two spaces apart; numbers get thousands separators, absent ones stay empty. */
export function columns(rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map(cellText));
  const widths: number[] = [];
  for (const row of texts) row.forEach((text, i) => widths[i] = Math.max(widths[i] ?? 0, text.length));
  const right = widths.map((_, i) => rows.some((row) => typeof row[i] === "number"));
  return texts.map((row) =>
    row.map((text, i) => right[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)).join("  ").trimEnd()
  );
}

function cellText(cell: Cell): string {
  return typeof cell === "number" ? cell.toLocaleString("en-US") : escapeControls(cell);
}
