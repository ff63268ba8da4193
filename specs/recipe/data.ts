/** Section `data`: which videos there are, their labels and splits. */
import { z } from "zod";
import { classNames } from "./class_names.ts";
import type { ChosenKind, Fields } from "../options/fields.ts";
import { synthetic, type SyntheticData } from "./synthetic.ts";

const split = z.strictObject({
  list: z.string().optional().describe(
    "File with one video id per line, relative to root; where there is none, the subset of the annotation file says it",
  ),
  folder: z.string().describe("What {split} stands for in the sources' paths"),
});

/** The schema of section `data`. */
export function data(fields: Fields) {
  const annotations = z.strictObject({
    file: z.string().describe("Annotation file, or a folder of them, relative to root"),
    format: fields.kind("layouts", "Its layout; where it is not stated, the ending and the content tell it")
      .optional(),
  });
  return z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("folder").describe("A data set on disk: annotations, split lists and feature files"),
      root: z.string().describe(
        "Folder of the data set, relative to the recipe (on the command line: to where you stand)",
      ),
      annotations: z.union([z.string(), annotations]).default("gt.json").describe(
        "Annotation file, or a folder of them, relative to root; its ending and content say its layout",
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
      ignore_labels: z.array(z.string()).default([]).describe(
        "Labels of the annotation file that are no classes, such as Ambiguous: neither trained on nor scored",
      ),
      missing: z.enum(["error", "leave_out"]).default("error").describe(
        "What happens with a listed video without features: it is a mistake, or left out of training and scoring",
      ),
      no_label: z.enum(["error", "background"]).default("error").describe(
        "What a training video without label is: a mistake, or a negative of every class",
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
  /** Annotation file, relative to root, or a folder of them. */
  readonly annotations: string | AnnotationChoice;
  /** Class names in index order, or the file that lists them. */
  readonly classes: readonly string[] | ClassFile;
  /** Labels of the annotation file that are no classes. */
  readonly ignore_labels: readonly string[];
  /** What a listed video without features is. */
  readonly missing: "error" | "leave_out";
  /** What a training video without label is. */
  readonly no_label: "error" | "background";
  /** Videos to train on, and videos to localize actions in. */
  readonly splits: { readonly train: SplitFiles; readonly test: SplitFiles };
}

/** An annotation file whose layout may be said. */
export interface AnnotationChoice {
  /** Relative to root; a folder is read as one file. */
  readonly file: string;
  /** One of the layouts; absent where ending and content say it. */
  readonly format?: ChosenKind | undefined;
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
  /** File with one video id per line, relative to root; where there is none, the annotation file says it. */
  readonly list?: string | undefined;
  /** What {split} stands for in the sources' paths. */
  readonly folder: string;
}

/** The number of classes that a `data` section declares. */
export function classCount({ classes }: DataSection): number {
  return "file" in classes ? classes.count : classes.length;
}

/** The annotation file of a data set on disk. */
export function chosenAnnotations({ annotations }: Pick<FolderData, "annotations">): AnnotationChoice {
  return typeof annotations === "string" ? { file: annotations } : annotations;
}
