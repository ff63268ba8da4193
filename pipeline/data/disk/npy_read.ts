/** Reads arrays of .npy files, for programs. */
import { readBytes } from "../../files/reading.ts";
import { parseNpy } from "../../kinds/formats/npy.ts";
import { singlesOf } from "../../kinds/formats/stored_rows.ts";

/** Numbers with the sizes of their axes. */
export interface NumberArray {
  /** Sizes of the axes, such as `[L, D]`. */
  readonly shape: readonly number[];
  /** The numbers, the last axis together. */
  readonly values: Float32Array;
}

/**
 * Reads an array of floats, integers or booleans that `numpy.save` wrote, in C or Fortran order, as float32.
 *
 * @throws {UserError} When there is no such file, it is damaged or of another type, or a value is not finite; the message says where.
 *
 * @example Write features of a video, and read them
 * ```ts
 * import { readNpyFile, writeNpy } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile({ suffix: ".npy" });
 * await writeNpy(file, Float16Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
 *
 * const { shape, values } = await readNpyFile(file);
 * assert.deepEqual([shape, [...values]], [[2, 3], [1, 2, 3, 4, 5, 6]]);
 * await Deno.remove(file);
 * ```
 */
export async function readNpyFile(path: string): Promise<NumberArray> {
  const { shape, values } = parseNpy(await readBytes(path), path);
  return { shape, values: values instanceof Float32Array ? values : singlesOf(values) };
}
