/** What a format of feature files does. */
import type { StoredRows } from "./stored_rows.ts";

/** What the head of a file says. */
export interface FeatureHead {
  /** Size of its matrix: L snippets, D values each. */
  readonly shape: readonly [rows: number, columns: number];
  /** Bytes of the whole file. */
  readonly size: number;
}

/** A matrix [rows, columns], whose float16 values are still what the file has. */
export interface StoredMatrix extends StoredRows {
  /** L snippets, D values each. */
  readonly shape: readonly [rows: number, columns: number];
}

/** How the features [L, D] of a video are read from a file. */
export interface FeatureFormat {
  /**
   * Reads the head, and checks it and the size of the file; values are not read.
   *
   * @throws {UserError} When the file cannot be used.
   */
  readHead(path: string): Promise<FeatureHead>;
  /**
   * Reads the values, rows together.
   *
   * @throws {UserError} When the file cannot be used or a value is not finite.
   */
  readRows(path: string): Promise<StoredMatrix>;
}
