/** Archives of arrays, as numpy.savez writes them: their directory and their members. */
import { constants, crc32, inflateRawSync } from "node:zlib";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { type PartialFile, truncated } from "./read_part.ts";

/** A member of an archive. */
export interface ZipMember {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes unpacked. */
  readonly size: number;
  /** Where its local head begins. */
  readonly at: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
/** The end may be followed by a comment of so many bytes. */
const LONGEST_COMMENT = 65_535;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** Stands for a number that is stated in the extra field. */
const WIDE = 0xffffffff;
/** Bytes of a directory: 3,000 videos need half a megabyte. */
const LONGEST_DIRECTORY = 2 ** 28;
/** Bytes of a member, since it is read as one. */
const LARGEST = 2 ** 31;

/** The members by their names. */
export async function readDirectory(file: PartialFile): Promise<Map<string, ZipMember>> {
  const tailStart = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT - 20);
  const tail = await file.bytes(tailStart, file.size - tailStart);
  const view = viewOf(tail);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw noArchive(file.path);
  let [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (start === WIDE || size === WIDE || view.getUint16(end + 10, true) === 0xffff) {
    if (end < 20) throw truncated(file.path);
    const wide = viewOf(await file.bytes(wideNumber(view, end - 12), 56));
    if (wide.getUint32(0, true) !== END_64) throw truncated(file.path);
    [size, start] = [wideNumber(wide, 40), wideNumber(wide, 48)];
  }
  if (size > LONGEST_DIRECTORY) throw truncated(file.path);
  const members = new Map<string, ZipMember>();
  const directory = await file.bytes(start, size);
  for (let at = 0; at < directory.length;) {
    const [member, next] = entryAt(directory, at, file.path);
    members.set(member.name, member);
    at = next;
  }
  return members;
}

/** The bytes of a member, unpacked; its first `most` where so many are wanted. */
export async function readMember(file: PartialFile, member: ZipMember, most = Infinity): Promise<Uint8Array> {
  const { method, packed, size, at } = member;
  if (size > LARGEST) {
    throw userError(
      `Feature file "${file.path}" has ${size} bytes of "${member.name}": wanted at most ${LARGEST}`,
      "cut the video into parts",
    );
  }
  const local = viewOf(await file.bytes(at, LOCAL_BYTES));
  if (local.getUint32(0, true) !== LOCAL) throw truncated(file.path);
  const start = at + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const whole = size <= most;
  const bytes = await file.bytes(start, whole ? packed : Math.min(packed, most));
  const unpacked = method === 0 ? bytes : inflated(bytes, whole ? size : undefined, file.path);
  if (whole && (unpacked.length !== size || crc32(unpacked) !== member.crc)) throw truncated(file.path);
  return unpacked;
}

function inflated(bytes: Uint8Array, size: number | undefined, path: string): Uint8Array {
  try {
    return size === undefined
      ? inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
      : inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw truncated(path);
  }
}

function entryAt(directory: Uint8Array, at: number, path: string): [member: ZipMember, next: number] {
  const view = viewOf(directory);
  if (at + 46 > directory.length || view.getUint32(at, true) !== ENTRY) throw truncated(path);
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
    view.getUint16(at + field, true)
  ) as [
    number,
    number,
    number,
  ];
  const next = at + 46 + nameBytes + extraBytes + commentBytes;
  if (next > directory.length) throw truncated(path);
  const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameBytes));
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  if (flags & 1 || method !== 0 && method !== 8) {
    throw userError(
      `Feature file "${path}" has "${name}" ${
        flags & 1 ? "encrypted" : `packed by method ${method}`
      }: wanted it stored ` +
        "or deflated",
      "write it with numpy.savez or numpy.savez_compressed",
    );
  }
  let wide = wideFields(directory, at + 46 + nameBytes, extraBytes);
  const number = (field: number) => {
    const stated = view.getUint32(at + field, true);
    if (stated !== WIDE) return stated;
    const [first, ...rest] = wide;
    if (first === undefined) throw truncated(path);
    wide = rest;
    return first;
  };
  // The extra field has them in this order.
  const size = number(24);
  const packed = number(20);
  return [{ name, method, crc: view.getUint32(at + 16, true), packed, size, at: number(42) }, next];
}

/** The numbers of 8 bytes in the extra field of an entry. */
function wideFields(directory: Uint8Array, start: number, length: number): number[] {
  const view = viewOf(directory);
  for (let at = start; at + 4 <= start + length;) {
    const [tag, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (tag === 1 && at + 4 + size <= start + length) {
      return Array.from({ length: size >> 3 }, (_, i) => wideNumber(view, at + 4 + 8 * i));
    }
    at += 4 + size;
  }
  return [];
}

function wideNumber(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function noArchive(path: string): Error {
  return userError(
    `Feature file "${path}" is no whole .npz file`,
    "write it with numpy.savez(path, features=array)",
  );
}
