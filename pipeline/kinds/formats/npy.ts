/** How format `npy` is read. */
import { npy as spec } from "../../../specs/kinds/formats/npy.ts";
import { readInto } from "../../files/reading.ts";
import { kindRun } from "../kind.ts";
import type { FeatureFormat, FeatureHead, ReadPart, StoredMatrix } from "./format.ts";
import { MEMORY } from "./memory.ts";
import { parseNpyHeader, readNpyHeader } from "./npy_header.ts";
import { withFile } from "./read_part.ts";
import { storedArray } from "./stored_array.ts";
import { oddType, rawValues, releaseUnused } from "./value_type.ts";

/** Arrays that numpy.save writes. */
export const npy = kindRun(spec, (): FeatureFormat => ({ readHead, readRows: readNpy, openParts }));

/** In Fortran order the first axis is scattered over the file. */
async function openParts(path: string): Promise<ReadPart | undefined> {
  const { type, offset, shape: [length, ...rest], fortran } = await readNpyHeader(path);
  if (fortran) return undefined;
  const width = rest.reduce((a, b) => a * b, 1);
  return async (first, count) => {
    const size = width * type.size;
    const bytes = await withFile(path, (file) => file.bytes(offset + first * size, count * size));
    try {
      const part = storedArray(rawValues(bytes, 0, count * width, type), [count, ...rest], path);
      releaseUnused(bytes, part.values);
      return part;
    } catch (error) {
      // The whole file knows the place of a value that is not finite.
      if (count < length!) await readNpy(path);
      throw error;
    }
  };
}

async function readHead(path: string): Promise<FeatureHead> {
  const { shape, size, type } = await readNpyHeader(path);
  return { shape, size, type: oddType(type) };
}

/**
 * Reads an array of floats, integers or booleans, in C or Fortran order, as float32; float16 stays as it is.
 *
 * @throws {UserError} As `readNpyHeader`, and when a value is not finite; the message names its place.
 */
export async function readNpy(path: string): Promise<StoredMatrix> {
  const bytes = await readInto(MEMORY.take, path);
  const matrix = parseNpy(bytes, path);
  releaseUnused(bytes, matrix.values);
  return matrix;
}

/** `readNpy` for the bytes of a file; `path` is for messages. */
export function parseNpy(bytes: Uint8Array, path: string): StoredMatrix {
  const { type, offset, shape, fortran } = parseNpyHeader(bytes, bytes.length, path);
  const count = shape.reduce((a, b) => a * b, 1);
  return storedArray(rawValues(bytes, offset, count, type), shape, path, fortran);
}
