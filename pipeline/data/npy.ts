/** Reads feature matrices from .npy files. */
import { userError } from "../../specs/diagnostics.ts";
import { type NpyHeader, type NpyType, parseNpyHeader } from "./npy_header.ts";
import { readError } from "./read_error.ts";
import { release } from "./release.ts";

/** A matrix, rows together. */
export interface Matrix {
  /** Its size. */
  readonly shape: readonly [rows: number, columns: number];
  /** [rows, columns] */
  readonly data: Float32Array;
}

type Floats = Float16Array | Float32Array | Float64Array;
const ARRAYS = { f2: Float16Array, f4: Float32Array, f8: Float64Array };

/**
 * Reads a matrix of little-endian floats of 2, 4 or 8 bytes, in C or Fortran order, as float32.
 *
 * @throws {UserError} As `readNpyHeader`, and when a value is not finite; the message names its row and column.
 */
export async function readNpy(path: string): Promise<Matrix> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    throw readError(path, error);
  }
  const matrix = parseNpy(bytes, path);
  if (matrix.data.buffer !== bytes.buffer) release(bytes);
  return matrix;
}

/** `readNpy` for the bytes of a file; `path` is for messages. */
export function parseNpy(bytes: Uint8Array, path: string): Matrix {
  const header = parseNpyHeader(bytes, bytes.length, path);
  const { shape, fortran } = header;
  const values = valuesOf(bytes, header);
  const data = fortran ? transposed(values, shape) : asSingle(values);
  checkFinite(data, values, header, path);
  return { shape, data };
}

function valuesOf(bytes: Uint8Array, { type, offset, shape: [rows, columns] }: NpyHeader): Floats {
  const size = Number(type[1]);
  const start = bytes.byteOffset + offset;
  const View: (typeof ARRAYS)[NpyType] = ARRAYS[type];
  // A typed array must begin at a multiple of its width; heads of NumPy before 1.9 need not end there.
  return start % size === 0
    ? new View(bytes.buffer as ArrayBuffer, start, rows * columns)
    : new View(bytes.slice(offset).buffer, 0, rows * columns);
}

/** Values as float32. */
function asSingle(values: Floats): Float32Array {
  if (values instanceof Float32Array) return values;
  if (values instanceof Float64Array) return new Float32Array(values);
  // A look into a table is several times as fast as the conversion of the language.
  const table = halves ??= Float32Array.from(
    new Float16Array(Uint16Array.from({ length: 2 ** 16 }, (_, i) => i).buffer),
  );
  const bits = new Uint16Array(values.buffer, values.byteOffset, values.length);
  const data = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) data[i] = table[bits[i]!]!;
  return data;
}

/** The value of every float16, by its bits; made when it is first needed. */
let halves: Float32Array | undefined;

/** Rows together, of values that have columns together. */
function transposed(values: Floats, [rows, columns]: readonly [number, number]): Float32Array {
  const data = new Float32Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) data[row * columns + column] = values[column * rows + row]!;
  }
  return data;
}

function checkFinite(data: Float32Array, values: Floats, { shape, fortran }: NpyHeader, path: string): void {
  // 0 times a value that is not finite is NaN, and one pass without branches is several times as fast as a search.
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! * 0;
  if (sum === 0) return;
  const at = data.findIndex((value) => !Number.isFinite(value));
  const [rows, columns] = shape;
  const [row, column] = [Math.floor(at / columns), at % columns];
  const value = values[fortran ? column * rows + row : at]!;
  throw userError(
    `Feature file "${path}" has ${value} in row ${row}, column ${column} (counted from 0) of shape [${rows}, ` +
      `${columns}]: wanted finite ${Number.isFinite(value) ? "values within float32" : "values"}`,
    "find out where it comes from; the features of this video are not usable",
  );
}
