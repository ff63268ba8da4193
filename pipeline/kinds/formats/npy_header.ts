/** The head of a .npy file (NumPy's format, versions 1 to 3): what the bytes after it are. */
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { openRegular, readError } from "../../files/reading.ts";
import { readDictionary } from "./npy_dictionary.ts";
import { objectsHint } from "./conversion.ts";
import { refusedType } from "./refused_type.ts";
import { axesText } from "./stored_array.ts";
import { type ValueType, valueType } from "./value_type.ts";

/** An array in a file. */
export interface NpyHeader {
  readonly type: ValueType;
  /** Whether the first axis lies together instead of the last. */
  readonly fortran: boolean;
  /** Sizes of its axes. */
  readonly shape: readonly number[];
  /** Where the values begin, in bytes. */
  readonly offset: number;
  /** Bytes of the whole file. */
  readonly size: number;
}

const LATIN = new TextDecoder("latin1");
const MAGIC = [0x93, ...new TextEncoder().encode("NUMPY")];
/** Magic, version and, from version 2, four bytes of length. */
const PREAMBLE = 12;
/** Bytes that a head may have: numpy.save needs some 128, the first version can have no more. */
const LONGEST = 2 ** 16;
/** Bytes of values that a file may have, since they are read as one. */
const LARGEST = 2 ** 32;
const REWRITE = "write it with numpy.save(path, array)";
const WANTED = "wanted numbers: floats, integers or booleans";

/**
 * Reads the head of a .npy file and checks it and the file's size; the values are not read.
 *
 * @throws {UserError} When the file is no array of numbers with at least one value, has a head of more than 64 KiB or
 * values of more than 4 GiB, or is cut off or longer than its head says.
 */
export async function readNpyHeader(path: string): Promise<NpyHeader> {
  try {
    using file = await openRegular(path);
    const { size } = file.statSync();
    const start = await readStart(file, Math.min(size, 256), new Uint8Array(0));
    const end = headerEnd(start, path);
    const head = end > start.length ? await readStart(file, Math.min(size, end), start) : start;
    return parseNpyHeader(head, size, path);
  } catch (error) {
    throw error instanceof UserError ? error : readError(path, error);
  }
}

/** Bytes in which every head ends that is read. */
export const HEAD_BYTES = PREAMBLE + LONGEST;

/** `readNpyHeader` for the first bytes of a file of `size` bytes; `objects` is what to do about one of Python objects. */
export function parseNpyHeader(
  bytes: Uint8Array,
  size: number,
  path: string,
  objects?: string,
): NpyHeader {
  const offset = headerEnd(bytes, path);
  if (offset > bytes.length) throw truncated(path, `the head ends after ${size} of ${offset} bytes`);
  const major = bytes[6]!;
  const text = LATIN.decode(bytes.subarray(major === 1 ? 10 : PREAMBLE, offset));
  const dictionary = readDictionary(text, major);
  if (!dictionary) {
    throw userError(
      `Feature file "${path}" has a head that cannot be read: wanted a dictionary of descr, fortran_order and shape`,
      REWRITE,
    );
  }
  const { descr, fortran, shape } = dictionary;
  const type = numberType(descr, path, () => objects ?? objectsHint(path, shape));
  const axes = axesText(shape);
  if (shape.includes(0)) {
    throw userError(
      `Feature file "${path}" has shape [${axes}]: wanted at least one row and one value`,
      "extract this video again, or take it out of the lists",
    );
  }
  const count = shape.reduce((a, b) => a * b, 1);
  if (!Number.isSafeInteger(count)) {
    throw userError(
      `Feature file "${path}" has shape [${axes}]: wanted no more values than a file can hold`,
      REWRITE,
    );
  }
  checkSize(count * type.size, size - offset, `[${axes}] of ${type.code}${type.size}`, path);
  return { type, fortran, shape, offset, size };
}

function checkSize(wanted: number, found: number, what: string, path: string): void {
  if (found < wanted) {
    throw truncated(path, `it has ${found} bytes of values, wanted ${wanted} for ${what}`);
  }
  if (found > wanted) {
    throw userError(
      `Feature file "${path}" is too long: it has ${found} bytes of values, wanted ${wanted} for ${what}`,
      "save one array per file",
    );
  }
  if (found > LARGEST) {
    throw userError(
      `Feature file "${path}" has ${found} bytes of values for ${what}: wanted at most ${LARGEST}`,
      "cut the video into parts, each with a file of its own",
    );
  }
}

/**
 * Where the head ends by its own account, at least where its length has been read.
 *
 * @throws {UserError} When the bytes are not the start of a .npy file that can be read.
 */
function headerEnd(bytes: Uint8Array, path: string): number {
  if (bytes.length === 0) throw userError(`Feature file "${path}" is empty (0 bytes)`, REWRITE);
  const [major, minor] = [bytes[6], bytes[7]];
  if (!MAGIC.every((byte, i) => bytes[i] === byte) || major === undefined || minor === undefined) {
    throw userError(`Feature file "${path}" is not a .npy file`, REWRITE);
  }
  if (major < 1 || major > 3 || minor !== 0) {
    throw userError(
      `Feature file "${path}" has version ${major}.${minor} of the .npy format: wanted 1.0, 2.0 or 3.0`,
      REWRITE,
    );
  }
  if (bytes.length < PREAMBLE) return PREAMBLE;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (major === 1) return 10 + view.getUint16(8, true);
  const length = view.getUint32(8, true);
  if (length > LONGEST) {
    throw userError(
      `Feature file "${path}" has a head of ${length} bytes: wanted at most ${LONGEST}`,
      REWRITE,
    );
  }
  return PREAMBLE + length;
}

function numberType(descr: string, path: string, objects: () => string): ValueType {
  const type = valueType(descr);
  if (type) return type;
  const isObject = /^[<>|=]?O/.test(descr);
  const { name, hint } = isObject ? { name: `${descr}, objects`, hint: objects() } : refusedType(descr);
  throw userError(`Feature file "${path}" has dtype ${name}: ${WANTED}`, hint);
}

function truncated(path: string, what: string): UserError {
  return userError(`Feature file "${path}" is truncated: ${what}`, "copy or make the file again");
}

/** The first `length` bytes, of which `known` are read already. */
async function readStart(file: Deno.FsFile, length: number, known: Uint8Array): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  bytes.set(known);
  for (let at = known.length; at < length;) {
    const read = await file.read(bytes.subarray(at));
    if (read === null) return bytes.subarray(0, at);
    at += read;
  }
  return bytes;
}
