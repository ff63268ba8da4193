/** Section `data`: which videos there are, their labels and splits. */
import { z } from "zod";
import type { Fields } from "./fields.ts";
import { synthetic } from "./synthetic.ts";

const split = z.strictObject({
  list: z.string().describe("File with one video id per line, relative to root"),
  folder: z.string().describe("What {split} stands for in the sources' paths"),
});

/** The schema of section `data`. */
export function data(fields: Fields) {
  return z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("folder").describe("A data set on disk: annotations, split lists and feature files"),
      root: z.string().describe(
        "Folder of the data set, relative to the recipe (on the command line: to where you stand)",
      ),
      annotations: z.string().default("gt.json").describe(
        "ActivityNet-style annotation file, relative to root",
      ),
      classes: z.union([
        z.array(z.string()).min(1),
        z.strictObject({
          file: z.string().describe("File with one class name per line, relative to root"),
          count: fields.number("How many classes the file lists", { integer: true, min: 1 }),
        }),
      ]).describe(
        "Class names in index order, which must be their code-point order; or the file that lists them",
      ),
      splits: z.strictObject({
        train: split.describe("Videos to train on"),
        test: split.describe("Videos to localize actions in"),
      }).describe("The two splits"),
    }),
    synthetic(fields),
  ]);
}

/** A checked `data` section. */
export type DataSection = z.output<ReturnType<typeof data>>;
/** A checked `data` section of kind `folder`. */
export type FolderData = Extract<DataSection, { kind: "folder" }>;
/** A checked `data` section of kind `synthetic`. */
export type SyntheticData = Extract<DataSection, { kind: "synthetic" }>;

/** The number of classes that a `data` section declares. */
export function classCount({ classes }: DataSection): number {
  return Array.isArray(classes) ? classes.length : classes.count;
}
