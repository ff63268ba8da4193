/** Keys of a feature source about the arrays in its files that are not matrices of L snippets and D values. */
import { z } from "zod";

const AXES = ["L", "D", "crops", "t", "h", "w"] as const;

/** What a source says of the arrays in its files. */
export interface ArrayKeys {
  /** The axes of the arrays in their order. */
  readonly axes?: readonly ("L" | "D" | "crops" | "t" | "h" | "w")[] | undefined;
  /** What becomes of the crops of a snippet. */
  readonly crops?: "mean" | "first" | "random" | undefined;
  /** What becomes of the places of a feature map. */
  readonly pool?: "mean" | undefined;
  /** The columns that are taken, such as "0:1024". */
  readonly columns?: string | undefined;
}

/** These keys of a source, and D. */
export interface ArraySource extends ArrayKeys {
  /** Values per snippet. */
  readonly width: number;
}

const COLUMNS = /^\d+:\d+$/;

/** Their schemas. */
export const ARRAY_KEYS = {
  axes: z.array(z.enum(AXES)).optional().describe(
    "Axes of the arrays in the files, in order: L snippets, D values, crops, and t, h and w of feature maps; by default " +
      "[L, D], with crops [L, crops, D], with pool [L, D, h, w]",
  ),
  crops: z.enum(["mean", "first", "random"]).optional().describe(
    "What is read of several crops of a snippet: their mean, the first, or in training one that is drawn for every video of " +
      "every step and in testing their mean",
  ),
  pool: z.enum(["mean"]).optional().describe(
    "What is read of feature maps: the mean over all axes but L, crops and D",
  ),
  columns: z.string().regex(COLUMNS, 'must be "begin:end", such as "0:1024"').optional().describe(
    'Values of a snippet that are read, as "begin:end" from 0 to before end, such as "0:1024" of a file of two sources',
  ),
};

/** From where to before where columns go. */
export function columnsOf(columns: string): { readonly begin: number; readonly end: number } {
  const [begin, end] = columns.split(":").map(Number) as [number, number];
  return { begin, end };
}

/** What is wrong with these keys together. */
export function arrayIssues({ axes, crops, pool, columns, width }: ArrayKeys & { readonly width: unknown }) {
  const issue = (key: string, message: string, hint: string) => ({
    code: "custom" as const,
    path: [key],
    message,
    params: { sentence: true, hint },
  });
  const issues = [];
  if (columns !== undefined && COLUMNS.test(columns)) {
    const { begin, end } = columnsOf(columns);
    if (typeof width === "number" && end - begin !== width) {
      issues.push(issue(
        "columns",
        `Columns "${columns}" are ${Math.max(0, end - begin)} values: width says ${width}`,
        `for instance columns: "${begin}:${begin + width}"`,
      ));
    }
  }
  if (axes === undefined) return issues;
  const count = (axis: string) => axes.filter((each) => each === axis).length;
  const maps = count("t") + count("h") + count("w");
  if (count("L") !== 1 || count("D") !== 1 || new Set(axes).size < axes.length) {
    issues.push(issue("axes", `Axes [${axes.join(", ")}] must have L and D, and none twice`, "[D, L]"));
  }
  if (count("crops") > 0 !== (crops !== undefined)) {
    issues.push(
      crops === undefined
        ? issue("axes", "Axes have crops, and nothing says what is read of them", "add crops: mean")
        : issue("crops", "The axes have no crops", "name them, for instance axes: [L, crops, D]"),
    );
  }
  if (maps > 0 !== (pool !== undefined)) {
    issues.push(
      pool === undefined
        ? issue("axes", "Axes have feature maps, and nothing says what is read of them", "add pool: mean")
        : issue("pool", "The axes have no feature maps", "name them, for instance axes: [L, D, h, w]"),
    );
  }
  return issues;
}
