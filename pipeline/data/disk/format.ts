/** The format of feature files: all that reads or names them goes through it. */
import { readNpy, type StoredMatrix } from "../../kinds/formats/npy.ts";
import { readNpyHeader } from "../../kinds/formats/npy_header.ts";

/** What the head of a file says. */
export interface FeatureHead {
  /** Size of its matrix. */
  readonly shape: readonly [rows: number, columns: number];
  /** Bytes of the whole file. */
  readonly size: number;
}

/** How a matrix of features [L, D] is read from a file. */
export interface FeatureFormat {
  /** What file names end in. */
  readonly extension: string;
  /** Reads the head and checks it and the size of the file. Throws a UserError when the file cannot be used. */
  readHead(path: string): Promise<FeatureHead>;
  /** Reads the values. Throws a UserError when the file cannot be used or a value is not finite. */
  readRows(path: string): Promise<StoredMatrix>;
}

/** Matrices that numpy.save writes. */
export const FORMAT: FeatureFormat = { extension: ".npy", readHead: readNpyHeader, readRows: readNpy };
