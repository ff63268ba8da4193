/** How format `npy` is read. */
import { npy as spec } from "../../../specs/kinds/formats/npy.ts";
import { allFinite } from "../../not_finite.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readBytes } from "../../files/reading.ts";
import { kindRun } from "../kind.ts";
import type { FeatureFormat, StoredMatrix } from "./format.ts";
import { type NpyHeader, parseNpyHeader, readNpyHeader } from "./npy_header.ts";
import { release } from "../../release.ts";
import { singlesOf } from "./stored_rows.ts";

/** Matrices that numpy.save writes. */
export const npy = kindRun(spec, (): FeatureFormat => ({ readHead: readNpyHeader, readRows: readNpy }));

/**
 * Reads a matrix of little-endian floats of 2, 4 or 8 bytes, in C or Fortran order, as float32; float16 stays as it is.
 *
 * @throws {UserError} As `readNpyHeader`, and when a value is not finite; the message names its row and column.
 */
export async function readNpy(path: string): Promise<StoredMatrix> {
  const bytes = await readBytes(path);
  const matrix = parseNpy(bytes, path);
  if (matrix.values.buffer !== bytes.buffer) release(bytes);
  return matrix;
}

/** `readNpy` for the bytes of a file; `path` is for messages. */
export function parseNpy(bytes: Uint8Array, path: string): StoredMatrix {
  const header = parseNpyHeader(bytes, bytes.length, path);
  const { shape, fortran } = header;
  const raw = valuesOf(bytes, header);
  const stored = raw instanceof Float64Array ? new Float32Array(raw) : raw;
  const values = fortran ? transposed(stored, shape) : stored;
  if (!areFinite(values)) throw notFinite(values, raw, header, path);
  return { shape, width: shape[1], values };
}

function valuesOf(bytes: Uint8Array, { type, offset, shape: [rows, columns] }: NpyHeader) {
  const size = Number(type[1]);
  const start = bytes.byteOffset + offset;
  // A typed array must begin at a multiple of its width; heads of NumPy before 1.9 need not end there.
  const [buffer, at] = start % size === 0 ? [bytes.buffer, start] : [bytes.slice(offset).buffer, 0];
  const count = rows * columns;
  switch (type) {
    case "f2":
      return new Uint16Array(buffer, at, count);
    case "f4":
      return new Float32Array(buffer, at, count);
    case "f8":
      return new Float64Array(buffer, at, count);
  }
}

/** Rows together, of values that have columns together. */
function transposed<T extends Float32Array | Uint16Array>(
  values: T,
  [rows, columns]: readonly [number, number],
): T {
  const data = values.slice() as T;
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) data[row * columns + column] = values[column * rows + row]!;
  }
  return data;
}

/** Float16 whose exponent is all ones are not finite. */
const EXPONENT = 0x7c00;

/** `allFinite`, of float16 too. */
function areFinite(values: Float32Array | Uint16Array): boolean {
  if (values instanceof Uint16Array) {
    let largest = 0;
    for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]! & EXPONENT);
    return largest < EXPONENT;
  }
  return allFinite(values);
}

function notFinite(
  values: Float32Array | Uint16Array,
  raw: Float32Array | Float64Array | Uint16Array,
  { shape: [rows, columns], fortran }: NpyHeader,
  path: string,
): Error {
  const data = values instanceof Uint16Array ? singlesOf(values) : values;
  const at = data.findIndex((value) => !Number.isFinite(value));
  const [row, column] = [Math.floor(at / columns), at % columns];
  // A float64 may be finite and yet beyond float32.
  const value = raw instanceof Float64Array ? raw[fortran ? column * rows + row : at]! : data[at]!;
  return userError(
    `Feature file "${path}" has ${value} in row ${row}, column ${column} (counted from 0) of shape [${rows}, ` +
      `${columns}]: wanted finite ${Number.isFinite(value) ? "values within float32" : "values"}`,
    "find out where it comes from; the features of this video are not usable",
  );
}
