/** Layout `boris_table`: a table of events that BORIS exports. */
import { z } from "zod";
import { eventLabel } from "./boris_label.ts";
import { layout } from "./layout.ts";

/** A row for each segment, or for each start and stop. */
export const borisTable = layout({
  kind: "boris_table",
  summary:
    "A table of events that BORIS exported, aggregated (with columns Start (s) and Stop (s)) or tabular (with Time and START " +
    "and STOP)",
  endings: [".csv", ".tsv"],
  options: () => z.strictObject({ label: eventLabel }),
});
