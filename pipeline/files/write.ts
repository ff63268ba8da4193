/** Files that are whole or not there, also after a power cut. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { isFolder, readFolder } from "./reading.ts";

/** What writing needs of a file system. */
export interface FileSystem extends Pick<typeof Deno, "rename" | "remove"> {
  /** Opens a file, or a folder to sync its entries. */
  open(path: string, options: Deno.OpenOptions): Promise<OpenFile>;
  /** The names in a folder. */
  readDir(path: string): AsyncIterable<{ readonly name: string }>;
}

/** An open file; disposing of it closes it. */
export type OpenFile = Disposable & Pick<Deno.FsFile, "write" | "sync">;

let serial = 0;

/**
 * Writes a file as a whole: under another name in the same folder first, brought to the disk, then renamed. On return
 * its name is on the disk too.
 *
 * @param content Text, bytes, or bytes piece by piece, each made when the one before is written.
 * @param system Where files lie; the machine's own unless another is given.
 * @throws {RunError} When it cannot be written: a full disk, a folder that is missing or not writable. Nothing is left,
 * and a file that was there before is as it was.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | IteratorObject<Uint8Array> | AsyncIterable<Uint8Array>,
  system: FileSystem = Deno,
): Promise<void> {
  const text = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const pieces = text instanceof Uint8Array ? [text] : text;
  const temporary = join(dirname(path), `.${basename(path)}.${Deno.pid}-${serial++}.tmp`);
  try {
    await writeAndSync(temporary, pieces, system);
    await system.rename(temporary, path);
    await syncFolder(dirname(path), system);
  } catch (error) {
    await system.remove(temporary).catch(() => {});
    throw error instanceof RunError ? error : cannotWrite(path, error);
  }
}

/** The file is closed on return: some systems do not rename an open one. */
async function writeAndSync(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  system: FileSystem,
): Promise<void> {
  using file = await system.open(path, { write: true, createNew: true });
  for await (const bytes of pieces) await writeAll(file, bytes);
  await file.sync();
}

/** Writes all of some bytes: a file may take a few at a time. */
export async function writeAll(file: Pick<OpenFile, "write">, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}

/** Brings the names in a folder to the disk. */
export async function syncFolder(path: string, system: FileSystem = Deno): Promise<void> {
  // Windows has no such thing, and does not open folders.
  if (Deno.build.os === "windows") return;
  using folder = await system.open(path, { read: true });
  await folder.sync().catch((error) => {
    if (!isUnsupported(error)) throw error;
  });
}

/** Some file systems do not sync folders: EINVAL, ENOTSUP. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Deno.errors.NotSupported || /os error (22|45|95)\b/.test((error as Error).message);
}

/** Removes what a process that was ended at once was writing; nobody else may write in the folder meanwhile. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const { name, isFile } of await readFolder(folder)) {
    if (isFile && /^\..+\.\d+-\d+\.tmp$/.test(name)) await Deno.remove(join(folder, name)).catch(() => {});
  }
}

/**
 * Makes a folder and those above it; one that is there is left as it is.
 *
 * @throws {RunError} When it cannot be made.
 */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    const { what, hint } = reason(path, error);
    throw new RunError(`Cannot make the folder "${path}": ${what}`, hint, { cause: error });
  }
}

/** What stands in the way of a path: a file, or a link to a place that is not there. */
function blocked(path: string): { what: string; hint: string } {
  let at = path;
  while (!existsSync(at) && !isLink(at) && dirname(at) !== at) at = dirname(at);
  return isLink(at) && !existsSync(at)
    ? {
      what: `"${at}" is a link to a place that is not there`,
      hint: "make the folder that it names, or remove the link",
    }
    : { what: "a file stands where a folder should be", hint: `rename or remove "${at}"` };
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch {
    return false;
  }
}

/** The error for a file that cannot be written. */
export function cannotWrite(path: string, error: unknown): RunError {
  const { what, hint } = reason(path, error);
  return new RunError(`Cannot write "${path}": ${what}`, hint, { cause: error });
}

/** In the person's terms: the system's own message names a temporary file. */
function reason(path: string, error: unknown): { what: string; hint: string } {
  const { message } = error as Error;
  const folder = dirname(path);
  if (/ENOSPC|EDQUOT|os error (28|122)\b|no space/i.test(message)) {
    return { what: "the disk is full", hint: "free some space; what was written before is intact" };
  }
  if (error instanceof Deno.errors.NotFound && existsSync(folder)) {
    return { what: "it was removed meanwhile", hint: "keep out of the folder while it is written" };
  }
  if (error instanceof Deno.errors.NotFound) {
    return { what: `there is no folder "${folder}"`, hint: "make the folder, or choose another one" };
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return { what: `no permission in "${folder}"`, hint: "make the folder writable, or choose another one" };
  }
  if (error instanceof Deno.errors.NotADirectory || error instanceof Deno.errors.AlreadyExists) {
    return blocked(path);
  }
  // The system's own word is another for "." and for a folder with something in it.
  if (error instanceof Deno.errors.IsADirectory || isFolder(path)) {
    return { what: "a folder of this name stands there", hint: "choose another name" };
  }
  return { what: message, hint: "check that the folder exists and is writable" };
}
