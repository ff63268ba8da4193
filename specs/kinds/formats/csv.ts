/** Format `csv`: numbers in lines. */
import { z } from "zod";
import { format } from "./format.ts";

/** A line of text for every snippet. */
export const csv = format({
  kind: "csv",
  summary:
    "A line of numbers for every snippet, apart by commas, semicolons, tabs or spaces, quoted or not; decimal commas where " +
    "no comma stands between numbers. A first line of names, names of rows as R and pandas write them (one more than the " +
    "first line has, or under an empty name), lines that begin with # and empty ones are passed over",
  endings: [".csv", ".txt", ".tsv"],
  options: () =>
    z.strictObject({
      header: z.boolean().optional().describe(
        "Whether the first line has names of columns; by default where it has words, or counts the columns 0, 1, 2 and so " +
          "on, which is told",
      ),
    }),
});
