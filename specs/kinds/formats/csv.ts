/** Format `csv`: numbers in lines. */
import { z } from "zod";
import { format } from "./format.ts";

/** A line of text for every snippet. */
export const csv = format({
  kind: "csv",
  summary:
    "A line of numbers for every snippet, apart by commas, semicolons, tabs or spaces; a first line of names, lines that begin " +
    "with # and a first column whose name is empty (pandas' index) are passed over",
  endings: [".csv", ".txt", ".tsv"],
  options: () => z.strictObject({}),
});
