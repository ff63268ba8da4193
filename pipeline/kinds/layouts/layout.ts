/** What a layout of annotation files does: it finds the parts; their values are checked by what reads files. */

/** How annotations are found in a file. */
export type AnnotationLayout = JsonLayout | RowLayout | DocumentLayout;

/** A JSON document with a map of videos. */
export interface JsonLayout {
  /** What tells it from the other. */
  readonly content: "json";
  /** The keys that lead to the map of videos; undefined where the document is of another layout. */
  videosAt(document: unknown): readonly string[] | undefined;
  /** The key of a video's length in seconds. */
  readonly duration: string;
  /** The key of its length in frames, in layouts that have one: with the seconds it says the frame rate. */
  readonly frames?: string;
  /** Whether every video must state its subset; where none does, the lists say it. */
  readonly needsSubset: boolean;
}

/** Text with rows; a folder of such files is read as one. */
export interface RowLayout {
  /** What tells it from the other. */
  readonly content: "rows";
  /** The files of a folder that are to be read; all of those with its endings by default. */
  readonly choose?: (names: readonly string[]) => readonly string[];
  /** Whether a text is of this layout, where another has files of the same ending; all are by default. */
  readonly fits?: (text: string) => boolean;
  /** The text in the bytes of a file that is packed, and its name in there; undefined where it has none. */
  readonly unpack?: (bytes: Uint8Array) => { readonly name: string; readonly text: string } | undefined;
  /** The rows of a file, in order. */
  rows(file: TextFile): Iterable<AnnotationRow | MalformedLine>;
}

/** A JSON document that is no map of videos; its annotations are found as rows. */
export interface DocumentLayout {
  /** What tells it from the others. */
  readonly content: "document";
  /** Whether a document is of this layout. */
  fits(document: unknown): boolean;
  /** The rows of a document, in order. */
  rows(file: DocumentFile): Iterable<DocumentRow | MalformedValue>;
}

/** A document with its name. */
export interface DocumentFile extends Pick<TextFile, "name" | "path"> {
  /** What it says: one that fits. */
  readonly document: unknown;
}

/** Where something stands in a document: the keys and positions that lead to it. */
export interface DocumentPath {
  /** From the root on. */
  readonly path: readonly (string | number)[];
}

/** One annotation of a document. */
export type DocumentRow = DocumentPath & Omit<AnnotationRow, keyof TextStretch>;

/** A value of a document that is no annotation, and should be. */
export type MalformedValue = DocumentPath & Omit<MalformedLine, keyof TextStretch>;

/** A text with its name, without folder. */
export interface TextFile {
  /** With its ending. */
  readonly name: string;
  /** The name with the sub-folders that it lies in, of a folder that is read as one. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
}

/** Where something stands in a text. */
export interface TextStretch {
  /** Counted in UTF-16 units from 0. */
  readonly offset: number;
  /** At least 1, so that there is something to underline. */
  readonly length: number;
}

/** One annotation; what is not stated is undefined. Numbers are as they stand there. */
export interface AnnotationRow extends TextStretch {
  /** The name of the video. */
  readonly video: string;
  /** Undefined where the row is about a video without action. */
  readonly label?: string | undefined;
  /** Where the action starts, in seconds; undefined, with the end, where only the label is known. */
  readonly start?: string | undefined;
  /** Where the action ends, in seconds. */
  readonly end?: string | undefined;
  /** The subset that the video belongs to. */
  readonly subset?: string | undefined;
  /** The length of the video in seconds. */
  readonly duration?: string | undefined;
  /** Frames per second of the video. */
  readonly fps?: string | undefined;
}

/** A line that is no row. */
export interface MalformedLine extends TextStretch {
  /** What is wrong with it. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** Whether a value of a JSON document is an object. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
