/** What a layout of annotation files does: it finds the parts; their values are checked by what reads files. */

/** How annotations are found in a file. */
export type Layout = JsonLayout | RowLayout;

/** A JSON document with a map of videos. */
export interface JsonLayout {
  /** What the file is. */
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
  /** What the file is. */
  readonly content: "rows";
  /** The files of a folder that are to be read; all of those with its endings by default. */
  readonly choose?: (names: readonly string[]) => readonly string[];
  /** The rows of a file, in order. */
  rows(file: TextFile): Iterable<Row | Malformed>;
}

/** A text with its name, without folder. */
export interface TextFile {
  /** With its ending. */
  readonly name: string;
  /** All of it. */
  readonly text: string;
}

/** Where something stands in a text. */
export interface Stretch {
  /** Counted in UTF-16 units from 0. */
  readonly offset: number;
  /** Counted likewise. */
  readonly length: number;
}

/** One annotation; what is not stated is undefined. Numbers are as they stand there. */
export interface Row extends Stretch {
  /** Its id. */
  readonly video: string;
  /** Undefined where the row is about a video without action. */
  readonly label?: string | undefined;
  /** Seconds. */
  readonly start?: string | undefined;
  /** Seconds. */
  readonly end?: string | undefined;
  /** The subset of the video. */
  readonly subset?: string | undefined;
  /** Seconds that the video lasts. */
  readonly duration?: string | undefined;
  /** Frames per second of the video. */
  readonly fps?: string | undefined;
}

/** A line that is no row. */
export interface Malformed extends Stretch {
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** Whether a value of a JSON document is an object. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
