/** Files that others made: looked at before they are opened, so that none is waited for and none floods the memory. */
import { type Place, UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../specs/load/source.ts";
import { Unreadable, unreadable } from "./unreadable.ts";

/** Bytes of the largest text: a longer one does not fit into a string. */
const LONGEST_TEXT = 2 ** 29 - 24;

/**
 * The text of a file in UTF-8, without a byte order mark.
 *
 * @param hint What to do where it cannot be read.
 * @throws {UserError} When it is absent, no regular file, not UTF-8, or longer than a string can be.
 */
export async function readText(path: string, hint?: string): Promise<string> {
  const bytes = await readBytes(path, hint, LONGEST_TEXT);
  try {
    return decoded(bytes, path);
  } catch (error) {
    throw readError(path, error, hint);
  }
}

/**
 * `readText` for who says in words of their own what cannot be read, as for a recipe and its parents.
 *
 * @throws {Unreadable} Where `readText` throws a UserError.
 */
export function readTextSync(path: string): string {
  try {
    refuseOdd(Deno.statSync(path), LONGEST_TEXT);
    return decoded(Deno.readFileSync(path), path);
  } catch (error) {
    throw unreadable(error) ?? error;
  }
}

/**
 * The bytes of a file.
 *
 * @throws {UserError} When it is absent, no regular file, or has more than `most` bytes.
 */
export async function readBytes(
  path: string,
  hint?: string,
  most: number = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    refuseOdd(await Deno.stat(path), most);
    return await Deno.readFile(path);
  } catch (error) {
    throw readError(path, error, hint);
  }
}

/**
 * The bytes of a file, in memory that `take` gives for as many.
 *
 * @throws {UserError} As `readBytes`.
 */
export async function readInto(
  take: (length: number) => Uint8Array<ArrayBuffer>,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // Whoever reads values has seen the head: the system knows the file.
    refuseOdd(Deno.statSync(path), Infinity);
    return await readOpened(await Deno.open(path), take);
  } catch (error) {
    throw readError(path, error);
  }
}

async function readOpened(
  file: Deno.FsFile,
  take: (length: number) => Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  // Node, where modules that import this one run too, has no `using` before version 24.
  try {
    const bytes = take(file.statSync().size);
    for (let at = 0; at < bytes.length;) {
      const read = await file.read(bytes.subarray(at));
      if (read === null) return bytes.subarray(0, at);
      at += read;
    }
    return bytes;
  } finally {
    file.close();
  }
}

/**
 * Opens a regular file for reading.
 *
 * @throws {UserError} When it is absent or no regular file.
 */
export async function openRegular(path: string): Promise<Deno.FsFile> {
  await requireRegular(path);
  try {
    return await Deno.open(path);
  } catch (error) {
    throw readError(path, error);
  }
}

/**
 * Refuses what is no regular file, for others to read.
 *
 * @throws {UserError} When it is absent, no regular file, or has more than `most` bytes.
 */
export async function requireRegular(path: string, most: number = Infinity): Promise<void> {
  try {
    refuseOdd(await Deno.stat(path), most);
  } catch (error) {
    throw readError(path, error);
  }
}

/** Whether something stands at a path, be it a link that leads nowhere: reading then says what. */
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is a folder at a path, or a link to one. */
export function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

/**
 * What a folder holds, by name.
 *
 * @throws {UserError} When it is absent, no folder, or cannot be looked into.
 */
export async function readFolder(path: string): Promise<Deno.DirEntry[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(path));
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    if (isThere(path) && !isFolder(path)) throw userError(`Cannot read "${path}": it is a file, no folder`);
    throw readError(path, error);
  }
}

/**
 * The mistake behind an error of reading `path`, which becomes its cause; throws the error again when it does not come
 * from the system.
 */
export function readError(path: string, error: unknown, hint?: string): UserError {
  const reason = unreadable(error);
  if (reason === undefined) throw error;
  const message = `Cannot read "${path}": ${reason.message}`;
  const { place } = reason;
  const code = hasCode(error) && NO_FILE.has(error.code) ? { code: ABSENT } : {};
  return new UserError(message, [{ ...code, message, hint: reason.hint ?? hint, place }], { cause: error });
}

/** Whether a mistake is that a file is absent. */
export function isAbsent(error: unknown): boolean {
  return error instanceof UserError && error.diagnostics[0]?.code === ABSENT;
}

/** The code of a mistake that something is absent which a file, or an array in one, was to have. */
export const ABSENT = "absent-file";
const NO_FILE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR"]);

function hasCode(error: unknown): error is { code: string } {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "string";
}

function refuseOdd(info: Deno.FileInfo, most: number): void {
  if (!info.isFile) throw new Unreadable(`it is ${kindOf(info)}`, "name a regular file");
  if (info.size > most) {
    const message = `it is too large: ${megabytes(info.size)}, at most ${megabytes(most)} can be read`;
    throw new Unreadable(message, "is it the file that is meant?");
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("en-US")} MB`;
}

function kindOf({ isDirectory, isFifo, isSocket, isCharDevice, isBlockDevice }: Deno.FileInfo): string {
  if (isDirectory) return "a folder";
  if (isFifo) return "a named pipe";
  if (isSocket) return "a socket";
  return isCharDevice || isBlockDevice ? "a device" : "no regular file";
}

const AS_UTF8 = "save it as UTF-8";

/** What compressed files begin with, and what unpacks them. */
const COMPRESSED: readonly (readonly [name: string, magic: readonly number[], unpack: string])[] = [
  ["gzip", [0x1f, 0x8b], "gunzip -k"],
  ["zip", [0x50, 0x4b, 0x03, 0x04], "unzip"],
  ["bzip2", [0x42, 0x5a, 0x68], "bunzip2 -k"],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a], "unxz -k"],
];

function refuseCompressed(bytes: Uint8Array, path: string): void {
  const found = COMPRESSED.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte));
  if (found) throw new Unreadable(`it is compressed by ${found[0]}`, `unpack it: ${found[2]} "${path}"`);
}

function decoded(bytes: Uint8Array, path: string): string {
  refuseCompressed(bytes, path);
  const [a, b, c, d] = bytes;
  const wide = a === 0xff && b === 0xfe || a === 0xfe && b === 0xff ||
    a === 0 && b === 0 && c === 0xfe && d === 0xff;
  if (wide) throw new Unreadable("it is UTF-16 or UTF-32", AS_UTF8);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const place = firstInvalid(bytes, path);
    throw new Unreadable("it has bytes that are not UTF-8", AS_UTF8, place);
  }
}

/** The place of the first byte that is no UTF-8; a replacement character may stand in the text itself. */
function firstInvalid(bytes: Uint8Array, path: string): Place {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const again = new TextEncoder().encode(text);
  const at = bytes.findIndex((byte, i) => byte !== again[i]);
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, at));
  const source = sourceOf(path, text);
  return source.place(before.length - (text.length - source.text.length), 1);
}
