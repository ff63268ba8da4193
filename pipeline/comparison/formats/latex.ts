/** A comparison in LaTeX. */
import type { ComparedMetric } from "../comparison.ts";
import { paperTable } from "./paper_table.ts";

const WRITTEN: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "±": "$\\pm$",
};

/** A tabular with the rules of package booktabs. */
export function latexLines(metrics: readonly ComparedMetric[]): string[] {
  const [head, ...rows] = paperTable(metrics, { plusMinus: "±", to: " to " });
  const line = (row: readonly string[]) => `  ${row.map(cell).join(" & ")} \\\\`;
  const columns = head!.map((name) => name === "method" || name === "verdict" ? "l" : "r").join("");
  return [
    `\\begin{tabular}{${columns}}`,
    "  \\toprule",
    line(head!),
    "  \\midrule",
    ...rows.map(line),
    "  \\bottomrule",
    "\\end{tabular}",
  ];
}

/** Text as LaTeX prints it. */
function cell(text: string): string {
  return text.replace(/[\\~^<>|±]|[&%$#_{}]/g, (sign) => WRITTEN[sign] ?? `\\${sign}`)
    // A hyphen before a number is a minus.
    .replace(/(?<![\w-])-(?=\d)/g, "$-$");
}
