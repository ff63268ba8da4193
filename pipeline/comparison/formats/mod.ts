/** The forms of a comparison beside the terminal's. */
import type { ComparedMetric } from "../comparison.ts";
import { csvLines } from "./csv.ts";
import { latexLines } from "./latex.ts";
import { markdownLines } from "./markdown.ts";
import type { TableForm } from "./names.ts";

/** Lines of text by the word that asks for them. */
export const TABLE_FORMS: Readonly<Record<TableForm, (metrics: readonly ComparedMetric[]) => string[]>> = {
  csv: csvLines,
  markdown: markdownLines,
  latex: latexLines,
};
