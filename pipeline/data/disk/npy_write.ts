/** Writes feature arrays as .npy files. */
import { writeWhole } from "../../files/write.ts";

/** Rows of float16 or float32. */
export type FeatureArray = Float16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** Magic, version 1.0 and two bytes of length. */
const PREAMBLE = 10;
const ALIGNMENT = 64;

/** The bytes of an array of a shape in a .npy file, little-endian, in C order. */
export function npyBytes(data: FeatureArray, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const type = data instanceof Float16Array ? "<f2" : "<f4";
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${axes}), }`;
  const end = Math.ceil((PREAMBLE + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(end + data.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  new DataView(bytes.buffer).setUint16(PREAMBLE - 2, end - PREAMBLE, true);
  bytes.set(new TextEncoder().encode(text.padEnd(end - PREAMBLE - 1) + "\n"), PREAMBLE);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), end);
  return bytes;
}

/**
 * Writes an array of a shape, the last axis together.
 *
 * @throws {RunError} When the file cannot be written; nothing is left then.
 *
 * @example Write features of a video, two snippets of three values
 * ```ts
 * import { writeNpy } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile({ suffix: ".npy" });
 * await writeNpy(file, Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
 * assert.equal((await Deno.stat(file)).size % 64, 24); // an aligned head and 24 bytes
 * await Deno.remove(file);
 * ```
 */
export async function writeNpy(path: string, data: FeatureArray, shape: readonly number[]): Promise<void> {
  await writeWhole(path, npyBytes(data, shape));
}
