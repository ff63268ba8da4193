/** Whether a Linux library is all there: the system's loader maps one that is not, and the process dies in it. */

const HEADER_BYTES = 64;
const SEGMENT_BYTES = 56;
const SECTION_BYTES = 64;
/** "\x7fELF", 64 bits, little-endian. */
const MAGIC = [0x7f, 0x45, 0x4c, 0x46, 2, 1];
/** The type of a section that holds names. */
const NAMES = 3;

/**
 * What is missing of a 64-bit ELF file by what its own tables state, for instance "has 10 bytes of 788086608". Undefined
 * for a whole one, and for a file of another kind, which the loader refuses.
 */
export function missingOf(path: string): string | undefined {
  using file = Deno.openSync(path);
  const header = readAt(file, 0, HEADER_BYTES);
  if (!header || MAGIC.some((byte, i) => header.getUint8(i) !== byte)) return undefined;
  const sections = { at: Number(header.getBigUint64(40, true)), count: header.getUint16(60, true) };
  const segments = { at: Number(header.getBigUint64(32, true)), count: header.getUint16(56, true) };
  const table = readAt(file, segments.at, segments.count * SEGMENT_BYTES);
  const ends = Array.from({ length: table ? segments.count : 0 }, (_, i) => segmentEnd(table!, i));
  const end = Math.max(sections.at + sections.count * SECTION_BYTES, ...ends);
  const { size } = file.statSync();
  if (!table || size < end) return `has ${size} bytes of ${end}`;
  // The table of sections comes last: zeros there are the tail of a file that never got to the disk.
  const names = readAt(file, sections.at + header.getUint16(62, true) * SECTION_BYTES, SECTION_BYTES);
  return sections.count > 0 && names?.getUint32(4, true) !== NAMES
    ? "has another end than it states"
    : undefined;
}

/** Where a segment's bytes end in the file. */
function segmentEnd(table: DataView, index: number): number {
  const at = index * SEGMENT_BYTES;
  return Number(table.getBigUint64(at + 8, true)) + Number(table.getBigUint64(at + 32, true));
}

/** Bytes of a file, or undefined where it has fewer. */
function readAt(file: Deno.FsFile, at: number, length: number): DataView | undefined {
  if (at + length > file.statSync().size) return undefined;
  const bytes = new Uint8Array(length);
  file.seekSync(at, Deno.SeekMode.Start);
  for (let done = 0; done < length;) {
    const read = file.readSync(bytes.subarray(done));
    if (read === null) return undefined;
    done += read;
  }
  return new DataView(bytes.buffer);
}
