/** A comparison in Markdown. */
import type { ComparedMetric } from "../comparison.ts";
import { paperTable } from "./paper_table.ts";

/** A table in Markdown. */
export function markdownLines(metrics: readonly ComparedMetric[]): string[] {
  const [head, ...rows] = paperTable(metrics, { plusMinus: "±", to: " to " }).map((row) =>
    `| ${row.map(cell).join(" | ")} |`
  );
  const rule = `|${"---|".repeat(paperTable(metrics, { plusMinus: "", to: "" })[0]!.length)}`;
  return [head!, rule, ...rows];
}

function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&");
}
