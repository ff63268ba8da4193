/** Section `data`: which videos there are, their labels and splits. */
import { z } from "zod";
import { classNames } from "./class_names.ts";
import type { Fields } from "../options/fields.ts";
import { synthetic, type SyntheticData } from "./synthetic.ts";

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
        classNames(1),
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
export type DataSection = FolderData | SyntheticData;

/** A checked `data` section of kind `folder`: a data set on disk. */
export interface FolderData {
  /** Which kind of data set it is. */
  readonly kind: "folder";
  /** Folder of the data set. */
  readonly root: string;
  /** ActivityNet-style annotation file, relative to root. */
  readonly annotations: string;
  /** Class names in index order, or the file that lists them. */
  readonly classes: readonly string[] | ClassFile;
  /** Videos to train on, and videos to localize actions in. */
  readonly splits: { readonly train: SplitFiles; readonly test: SplitFiles };
}

/** A file of class names, one per line. */
export interface ClassFile {
  /** Relative to root. */
  readonly file: string;
  /** How many classes it lists. */
  readonly count: number;
}

/** Where the videos of a split are named. */
export interface SplitFiles {
  /** File with one video id per line, relative to root. */
  readonly list: string;
  /** What {split} stands for in the sources' paths. */
  readonly folder: string;
}

/** The number of classes that a `data` section declares. */
export function classCount({ classes }: DataSection): number {
  return "file" in classes ? classes.count : classes.length;
}
