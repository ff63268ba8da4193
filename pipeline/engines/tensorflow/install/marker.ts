/** The marker beside fetched libraries: what their hashes were, and when, so that they are read again only once changed. */
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { writeWhole } from "../../../files/write.ts";
import type { Wheel } from "./libraries.ts";
import { fileSha256 } from "../binding/unpack.ts";

/** A file, as it was when it was hashed. */
interface Measured {
  readonly bytes: number;
  /** When it was changed, nanoseconds. */
  readonly mtime: string;
  /** Its number on its disk. */
  readonly inode: string;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** What is known of the libraries in a folder, by file name. */
export type Marker = Readonly<Record<string, Measured>>;

const NAME = "verified.json";

/** The folder's marker; an empty one where there is none that can be read. */
export function readMarker(folder: string): Marker {
  try {
    const marker: unknown = JSON.parse(Deno.readTextFileSync(join(folder, NAME)));
    return isMarker(marker) ? marker : {};
  } catch {
    return {};
  }
}

/** By hand: a schema's library takes longer to load than all else that is done where a library is ready. */
function isMarker(marker: unknown): marker is Marker {
  return marker instanceof Object && !Array.isArray(marker) &&
    Object.values(marker).every((file: Partial<Measured> | null) =>
      typeof file?.bytes === "number" &&
      [file.mtime, file.inode, file.sha256].every((text) => typeof text === "string")
    );
}

/** Writes the folder's marker, as a whole. Throws a RunError when it cannot be written. */
export async function writeMarker(folder: string, marker: Marker): Promise<void> {
  await writeWhole(join(folder, NAME), JSON.stringify(marker, undefined, 2) + "\n");
}

/**
 * Measures the wheel's files in `folder`. What `known` has of a file that has not changed since is taken from there;
 * before any other is read, `reading` is told its path. Files that are missing are left out.
 */
export function measure(
  folder: string,
  wheel: Wheel,
  known: Marker,
  reading: (path: string) => void = () => {},
): Marker {
  const entries = wheel.files.flatMap(({ path }) => {
    const name = basename(path);
    const file = join(folder, name);
    const now = stateOf(file);
    if (!now) return [];
    const before = known[name];
    if (before && isSame(before, now)) return [[name, before]];
    reading(file);
    return [[name, { ...now, sha256: fileSha256(file) }]];
  });
  return Object.fromEntries(entries);
}

/** Whether all of the wheel's files are those that the folder's marker says were whole. Reads none of them. */
export function isUnchanged(folder: string, wheel: Wheel): boolean {
  const marker = readMarker(folder);
  return damage(marker, wheel) === undefined && wheel.files.every(({ path }) => {
    const name = basename(path);
    const now = stateOf(join(folder, name));
    return now !== undefined && isSame(marker[name]!, now);
  });
}

function stateOf(file: string): Omit<Measured, "sha256"> | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  return { bytes: Number(stat.size), mtime: String(stat.mtimeNs), inode: String(stat.ino) };
}

function isSame(before: Measured, now: Omit<Measured, "sha256">): boolean {
  return before.bytes === now.bytes && before.mtime === now.mtime && before.inode === now.inode;
}

/** What is wrong with measured files, for instance "libtensorflow_cc.so.2 is missing"; undefined where nothing is. */
export function damage(marker: Marker, { files }: Pick<Wheel, "files">): string | undefined {
  const mistakes = files.flatMap(({ path, bytes, sha256 }) => {
    const name = basename(path);
    const found = marker[name];
    if (!found) return [`${name} is missing`];
    if (found.bytes !== bytes) return [`${name} has ${found.bytes} bytes instead of ${bytes}`];
    if (found.sha256 === sha256) return [];
    const [is, should] = [found.sha256, sha256].map((hash) => hash.slice(0, 12));
    return [`${name} has a SHA-256 that begins with ${is} instead of ${should}`];
  });
  return mistakes.length > 0 ? mistakes.join(", ") : undefined;
}
