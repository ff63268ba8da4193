/** .npy files of tests. */
import { singlesOf, type StoredRows } from "../pipeline/kinds/formats/stored_rows.ts";

/** The bytes of a little-endian float32 matrix in C order. */
export function npyBytes(
  rows: number,
  columns: number,
  value: (i: number) => number,
): Uint8Array<ArrayBuffer> {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const padded = head.padEnd(Math.ceil((head.length + 11) / 64) * 64 - 11) + "\n";
  const data = Float32Array.from({ length: rows * columns }, (_, i) => value(i));
  const magic = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, padded.length & 255, padded.length >> 8];
  return Uint8Array.from([...magic, ...new TextEncoder().encode(padded), ...new Uint8Array(data.buffer)]);
}

/** The values of a matrix that was read, float16 ones too, as float32. */
export function floatsOf({ values }: StoredRows): Float32Array {
  return values instanceof Float32Array ? values : singlesOf(values);
}
