/** What the language knows about a format of feature files: its options, and what names of its files end in. */
import { z } from "zod";
import type { Family, KindSpec } from "../kind.ts";

/** A format of feature files: how the features [L, D] of a video are read from its file. */
export interface FormatSpec<S extends z.ZodObject = z.ZodObject> extends KindSpec<S> {
  /** What names of its files end in, such as ".npy": a source whose path ends so has this format unless it says another. */
  readonly endings: readonly [string, ...string[]];
  /** Whether a file may hold the arrays of several videos; option `key` says which is read, with {video} for the id. */
  readonly keyed?: boolean;
}

/** Option `key` of formats whose files hold several arrays. */
export const KEY = z.string().optional().describe(
  "Name of the array, with {video} for the id of the video and {split} for any one group; by default the only one of a " +
    "file, and {video} where path has no {video}: one file for all videos",
);

/** Declares a format: only helps the compiler to infer the type of its options. */
export function format<S extends z.ZodObject>(spec: FormatSpec<S>): FormatSpec<S> {
  return spec;
}

/** The ending of a format that a path has; its first where the path has none. */
export function endingOf({ endings }: Pick<FormatSpec, "endings">, path: string): string {
  return longestOf(endings, path) ?? endings[0];
}

/** The format whose ending a path has: that of the longest such ending, and of equal ones the first. */
export function formatByEnding(formats: Family<FormatSpec>, path: string): FormatSpec | undefined {
  const all = [...formats.values()];
  const ending = longestOf(all.flatMap(({ endings }) => endings), path);
  return ending === undefined ? undefined : all.find(({ endings }) => endings.includes(ending));
}

function longestOf(endings: readonly string[], path: string): string | undefined {
  return endings.filter((each) => path.endsWith(each)).sort((a, b) => b.length - a.length)[0];
}
