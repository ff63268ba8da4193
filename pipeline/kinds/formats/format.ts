/** What a format of feature files does. */
import type { StoredRows } from "./stored_rows.ts";

/** What looks in a table of text as if it were no values. */
export interface TableRemarks {
  /** The first line is 0, 1, 2 and so on, and was taken for names of the columns. */
  readonly countsColumns: boolean;
  /** The first line is 1, 2, 3 and so on, and was taken for values. */
  readonly countsFromOne?: boolean | undefined;
  /** A number whose comma was taken for that of decimals, where all commas of the file may set thousands apart: `1,234`. */
  readonly grouped?: string | undefined;
  /** The first column grows by the same step from row to row, and was taken for values. */
  readonly countsRows: boolean;
}

/** What the head of a file says. */
export interface FeatureHead {
  /** Sizes of the axes of its array: L snippets and D values where the recipe says nothing of its axes. */
  readonly shape: readonly number[];
  /** Bytes of the whole file. */
  readonly size: number;
  /** The type of the values where it is told of, such as "int16": any but floats in the usual order of bytes. */
  readonly type?: string | undefined;
  /** What is odd about a table of text. */
  readonly table?: TableRemarks | undefined;
  /** What tells the content of the array from another, where the format knows it better than a sample of the file. */
  readonly sample?: string | undefined;
}

/** An array whose last axis lies together; float16 values are still what the file has. */
export interface StoredMatrix extends StoredRows {
  /** Sizes of its axes: [L, D] unless the recipe says other axes. */
  readonly shape: readonly number[];
}

/** Reads some entries of the first axis. */
export type ReadPart = (first: number, count: number) => Promise<StoredMatrix>;

/** How the features of a video are read from a file. `video` is its id, for files that hold several. */
export interface FeatureFormat {
  /**
   * Reads the head, and checks it and the size of the file; values are not read.
   *
   * @throws {UserError} When the file cannot be used.
   */
  readHead(path: string, video: string): Promise<FeatureHead>;
  /**
   * Reads the values, those of the last axis together.
   *
   * @throws {UserError} When the file cannot be used or a value is not finite.
   */
  readRows(path: string, video: string): Promise<StoredMatrix>;
  /**
   * Reads the entries `first` to before `first + count` of the first axis as `readRows` reads all of them. Undefined where the
   * file does not have them together; absent in formats that always read all.
   */
  openParts?(path: string, video: string): Promise<ReadPart | undefined>;
  /** The names of the arrays in a file, of formats whose files hold several. */
  names?(path: string): Promise<readonly string[]>;
}
