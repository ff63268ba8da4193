/** Takes single files out of a checked wheel, a piece at a time. */
import { Unzip, UnzipInflate } from "fflate";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import type { Wheel } from "../install/libraries.ts";

const CHUNK = 1 << 20;

/** The SHA-256 of a file, in hexadecimal. */
export function fileSha256(path: string): string {
  const hash = createHash("sha256");
  for (const chunk of chunks(path)) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * Writes the wheel's files into `folder`, which must be there, under their base names. Calls `written` with the bytes
 * written so far. On return they are on the disk. Throws when one is missing from the wheel or has another size than stated.
 */
export async function unpackWheel(
  path: string,
  files: Wheel["files"],
  folder: string,
  written: (bytes: number) => void,
): Promise<void> {
  const sizes = new Map<string, number>();
  const open = new Set<Deno.FsFile>();
  let total = 0;
  const unzip = new Unzip((entry) => {
    if (!files.some((file) => file.path === entry.name)) return;
    const target = Deno.openSync(join(folder, basename(entry.name)), { write: true, createNew: true });
    open.add(target);
    sizes.set(entry.name, 0);
    entry.ondata = (error, data) => {
      if (error) throw error;
      writeAll(target, data);
      sizes.set(entry.name, sizes.get(entry.name)! + data.length);
      total += data.length;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (const chunk of chunks(path)) {
      unzip.push(chunk.slice());
      written(total);
      // Lets the progress display and signals have their turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    unzip.push(new Uint8Array(0), true);
    for (const file of open) await file.sync();
  } finally {
    for (const file of open) file.close();
  }
  for (const { path, bytes } of files) {
    const size = sizes.get(path);
    if (size !== bytes) throw new Error(`${path} has ${size ?? "no"} bytes in the wheel instead of ${bytes}`);
  }
}

/** A file's bytes in pieces. Every piece lives until the next. */
function* chunks(path: string): Generator<Uint8Array> {
  const file = Deno.openSync(path);
  try {
    const buffer = new Uint8Array(CHUNK);
    for (let n = file.readSync(buffer); n !== null; n = file.readSync(buffer)) yield buffer.subarray(0, n);
  } finally {
    file.close();
  }
}

function writeAll(file: Deno.FsFile, data: Uint8Array): void {
  for (let at = 0; at < data.length;) at += file.writeSync(data.subarray(at));
}
