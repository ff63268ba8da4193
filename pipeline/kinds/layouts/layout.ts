/** What a layout of annotation files does: it finds the parts; their values are checked by what reads files. */

/** How annotations are found in a file. */
export type Layout = JsonLayout | RowLayout;

/** A JSON document with a map of videos. */
export interface JsonLayout {
  readonly content: "json";
  /** The keys that lead to the map of videos; undefined where the document is of another layout. */
  videosAt(document: unknown): readonly string[] | undefined;
  /** The key of a video's length in seconds. */
  readonly duration: string;
  /** Whether every video must state its subset; where none does, the lists say it. */
  readonly needsSubset: boolean;
}

/** Text with rows; a folder of such files is read as one. */
export interface RowLayout {
  readonly content: "rows";
  /** The files of a folder that are to be read; all of those with its endings by default. */
  readonly choose?: (names: readonly string[]) => readonly string[];
  /** The rows of a file, in order. */
  rows(file: TextFile): Iterable<Row | Malformed>;
}

/** A text with its name, without folder. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Where something stands in a text. */
export interface Stretch {
  /** Counted in UTF-16 units from 0. */
  readonly offset: number;
  readonly length: number;
}

/** One annotation; what is not stated is undefined. Numbers are as they stand there. */
export interface Row extends Stretch {
  readonly video: string;
  /** Undefined where the row is about a video without action. */
  readonly label?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly subset?: string | undefined;
  readonly duration?: string | undefined;
  readonly fps?: string | undefined;
}

/** A line that is no row. */
export interface Malformed extends Stretch {
  readonly message: string;
  readonly hint: string;
}

/** Whether a value of a JSON document is an object. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
