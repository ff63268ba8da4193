/** The marker beside fetched libraries: what their hashes were, and when, so that they are read again only once changed. */
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../../files/write.ts";
import type { Wheel } from "./libraries.ts";
import { fileSha256 } from "../binding/unpack.ts";

const measured = z.object({
  /** Of the file, as it was when it was hashed: its size, time of change in nanoseconds, and number on its disk. */
  bytes: z.number(),
  mtime: z.string(),
  inode: z.string(),
  /** In hexadecimal. */
  sha256: z.string(),
});

/** What is known of the libraries in a folder, by file name. */
export type Marker = Readonly<Record<string, Readonly<z.infer<typeof measured>>>>;

const NAME = "verified.json";

/** The folder's marker; an empty one where there is none that can be read. */
export function readMarker(folder: string): Marker {
  try {
    return z.record(z.string(), measured).parse(JSON.parse(Deno.readTextFileSync(join(folder, NAME))));
  } catch {
    return {};
  }
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
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat?.isFile()) return [];
    const now = { bytes: Number(stat.size), mtime: String(stat.mtimeNs), inode: String(stat.ino) };
    const before = known[name];
    const same = before?.bytes === now.bytes && before.mtime === now.mtime && before.inode === now.inode;
    if (!same) reading(file);
    return [[name, same ? before : { ...now, sha256: fileSha256(file) }]];
  });
  return Object.fromEntries(entries);
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
