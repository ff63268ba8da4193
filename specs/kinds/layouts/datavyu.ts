/** Layout `datavyu`: what Datavyu saves about a video. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Columns of cells along the time of one video. */
export const datavyu = layout({
  kind: "datavyu",
  summary: "An .opf file of Datavyu, for one video, or a folder of them: the cells of its columns",
  endings: [".opf"],
  options: () =>
    z.strictObject({
      label: z.enum(["code", "column"]).default("code").describe(
        "What the class of a cell is: the value of a code, or the name of its column",
      ),
      code: z.string().default("label").describe("Name of the code whose value is the class"),
      columns: z.array(z.string()).optional().describe("Names of the columns that are read; by default all"),
    }),
});
