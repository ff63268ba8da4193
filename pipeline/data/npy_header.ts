/** The head of a .npy file (NumPy's format, versions 1 to 3): what the bytes after it are. */
import { UserError, userError } from "../../specs/diagnostics.ts";
import { openRegular, readError } from "../reading.ts";

/** The types of value that are read. */
export type NpyType = "f2" | "f4" | "f8";

/** A matrix in a file. */
export interface NpyHeader {
  /** Little-endian floats of 2, 4 or 8 bytes. */
  readonly type: NpyType;
  /** Whether columns lie together instead of rows. */
  readonly fortran: boolean;
  /** Size of the matrix. */
  readonly shape: readonly [rows: number, columns: number];
  /** Where the values begin, in bytes. */
  readonly offset: number;
  /** Bytes of the whole file. */
  readonly size: number;
}

const MAGIC = [0x93, ...new TextEncoder().encode("NUMPY")];
/** Magic, version and, from version 2, four bytes of length. */
const PREAMBLE = 12;
const WANTED = "wanted little-endian float16, float32 or float64 (<f2, <f4, <f8)";

/** Names of the kinds of value that are refused. */
const KINDS: Readonly<Record<string, string>> = {
  O: "objects",
  b: "booleans",
  i: "integers",
  u: "unsigned integers",
  c: "complex numbers",
  S: "byte strings",
  U: "strings",
  V: "raw bytes",
  M: "dates",
  m: "time differences",
  f: "floats",
};

/**
 * Reads the head of a .npy file and checks it and the file's size; the values are not read.
 *
 * @throws {UserError} When the file is no matrix of little-endian floats with at least one row, or is cut off or longer
 * than its head says.
 */
export async function readNpyHeader(path: string): Promise<NpyHeader> {
  try {
    using file = await openRegular(path);
    const { size } = await file.stat();
    let head = await readStart(file, Math.min(size, 256), new Uint8Array(0));
    const end = headerEnd(head);
    if (end !== undefined && end > head.length) head = await readStart(file, Math.min(size, end), head);
    return parseNpyHeader(head, size, path);
  } catch (error) {
    throw error instanceof UserError ? error : readError(path, error);
  }
}

/** `readNpyHeader` for the first bytes of a file of `size` bytes. */
export function parseNpyHeader(bytes: Uint8Array, size: number, path: string): NpyHeader {
  if (size === 0) {
    throw userError(`Feature file "${path}" is empty (0 bytes)`, "write it again with numpy.save");
  }
  const offset = headerEnd(bytes);
  if (offset === undefined) {
    throw userError(`Feature file "${path}" is not a .npy file`, "write it with numpy.save(path, array)");
  }
  if (offset > bytes.length) throw truncated(path, `the head ends after ${size} of ${offset} bytes`);
  const text = new TextDecoder("latin1").decode(bytes.subarray(bytes[6] === 1 ? 10 : PREAMBLE, offset));
  const type = floatType(/'descr'\s*:\s*('[^']*'|\[.*?\])\s*,\s*'/s.exec(text)?.[1], path);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const sizes = /'shape'\s*:\s*\(([\d\sL,]*)\)/.exec(text)?.[1];
  if (order === undefined || sizes === undefined) throw unreadable(path);
  const shape = sizes.split(",").map((each) => each.trim()).filter((each) => each !== "").map((each) =>
    Number.parseInt(each)
  );
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    throw userError(
      `Feature file "${path}" has shape [${shape.join(", ")}]: wanted two axes, [snippets, values]`,
      "save one matrix per video, with one row per snippet",
    );
  }
  if (rows === 0 || columns === 0) {
    throw userError(
      `Feature file "${path}" has shape [${rows}, ${columns}]: wanted at least one row and one value`,
    );
  }
  checkSize(rows * columns * Number(type[1]), size - offset, `[${rows}, ${columns}] of ${type}`, path);
  return { type, fortran: order === "True", shape: [rows, columns], offset, size };
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
}

/** Where the head ends by its own account; undefined when the bytes are not a .npy file that is known. */
function headerEnd(bytes: Uint8Array): number | undefined {
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) return undefined;
  const version = bytes[6];
  if (version === undefined || version < 1 || version > 3) return undefined;
  if (bytes.length < PREAMBLE) return PREAMBLE;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return version === 1 ? 10 + view.getUint16(8, true) : PREAMBLE + view.getUint32(8, true);
}

function floatType(quoted: string | undefined, path: string): NpyType {
  if (quoted === undefined) throw unreadable(path);
  const descr = quoted.startsWith("'") ? quoted.slice(1, -1) : quoted;
  const type = /^<(f[248])$/.exec(descr)?.[1];
  if (type) return type as NpyType;
  const kind = KINDS[/^[<>|=]?([A-Za-z])/.exec(descr)?.[1] ?? ""];
  const name = descr.startsWith("[")
    ? "records"
    : (descr.startsWith(">") ? "big-endian " : "") + (kind ?? "unknown");
  throw userError(
    `Feature file "${path}" has dtype ${descr.startsWith("[") ? "" : `${descr}, `}${name}: ${WANTED}`,
    'convert it: numpy.save(path, array.astype("<f4"))',
  );
}

function truncated(path: string, what: string): UserError {
  return userError(`Feature file "${path}" is truncated: ${what}`, "copy or make the file again");
}

function unreadable(path: string): UserError {
  return userError(
    `Feature file "${path}" has a head that cannot be read`,
    "write it with numpy.save(path, array)",
  );
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
