/** Layout `csv`: a table with a row for each annotation. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Named columns in any order, or four unnamed ones. */
export const csv = layout({
  kind: "csv",
  summary:
    "A table with the columns video, start, end and label, or video and labels alone; subset, duration and fps where it " +
    "has them. A row without label is a video without action",
  endings: [".csv", ".tsv"],
  options: () => z.strictObject({}),
});
