/** Files that others made, as far as they are what they seem: looked at before they are opened, so that none makes walt wait for ever. */
import { type Place, UserError } from "../specs/diagnostics.ts";
import { sourceOf } from "../specs/load/source.ts";

/** Bytes of the largest text: a longer one does not fit into a string. */
const LONGEST_TEXT = 2 ** 29 - 24;

/** Why a file is not read, in the person's terms. */
export class Unreadable extends Error {
  override name = "Unreadable";
  /** What to do about it, where that is clear. */
  readonly hint: string | undefined;
  /** Where in the file it is. */
  readonly place: Place | undefined;

  constructor(what: string, hint?: string, place?: Place) {
    super(what);
    this.hint = hint;
    this.place = place;
  }
}

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
    requireRegular(Deno.statSync(path), LONGEST_TEXT);
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
    requireRegular(await Deno.stat(path), most);
    return await Deno.readFile(path);
  } catch (error) {
    throw readError(path, error, hint);
  }
}

/**
 * Opens a regular file for reading.
 *
 * @throws {UserError} As `readBytes`.
 */
export async function openRegular(path: string): Promise<Deno.FsFile> {
  try {
    requireRegular(await Deno.stat(path), Infinity);
    return await Deno.open(path);
  } catch (error) {
    throw readError(path, error);
  }
}

/**
 * The mistake behind an error of reading `path`, which becomes its cause; throws the error again when a person did not
 * cause it.
 */
export function readError(path: string, error: unknown, hint?: string): UserError {
  const reason = unreadable(error);
  if (reason === undefined) throw error;
  const message = `Cannot read "${path}": ${reason.message}`;
  const { place } = reason;
  return new UserError(message, [{ message, hint: reason.hint ?? hint, place }], { cause: error });
}

/** Whether a mistake is that a file is absent. */
export function isAbsent(error: unknown): boolean {
  return error instanceof UserError && unreadable(error.cause)?.message === ABSENT;
}

const ABSENT = "there is no such file";

/** What an error of the system says; undefined where it is not about the file. */
function unreadable(error: unknown): Unreadable | undefined {
  if (error instanceof Unreadable) return error;
  const { errors } = Deno;
  if (error instanceof errors.NotFound || error instanceof errors.NotADirectory) {
    return new Unreadable(ABSENT);
  }
  if (error instanceof errors.IsADirectory) return new Unreadable("it is a folder");
  if (error instanceof errors.PermissionDenied || error instanceof errors.NotCapable) {
    return new Unreadable("permission denied");
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (error instanceof errors.FilesystemLoop || code === "ELOOP") {
    return new Unreadable("it is a link that leads back to itself");
  }
  if (code === "ENAMETOOLONG") return new Unreadable("its name is longer than a file name may be");
  if (code === "EIO") return new Unreadable("the disk cannot read it", "copy it from where it came from");
  // A name with a NUL character, which no file has.
  if (code === "EINVAL") return new Unreadable("no file can have this name");
  return undefined;
}

function requireRegular(info: Deno.FileInfo, most: number): void {
  if (!info.isFile) throw new Unreadable(`it is ${kindOf(info)}`, "give a file");
  if (info.size > most) {
    const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString("en-US");
    throw new Unreadable(`it has ${megabytes(info.size)} MB, more than the ${megabytes(most)} MB that fit`);
  }
}

function kindOf({ isDirectory, isFifo, isSocket, isCharDevice, isBlockDevice }: Deno.FileInfo): string {
  if (isDirectory) return "a folder";
  if (isFifo) return "a named pipe";
  if (isSocket) return "a socket";
  return isCharDevice || isBlockDevice ? "a device" : "no regular file";
}

const AS_UTF8 = "save it as UTF-8";

function decoded(bytes: Uint8Array, path: string): string {
  const mark = (bytes[0] ?? 0) << 8 | (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) throw new Unreadable("it is UTF-16", AS_UTF8);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    const place = sourceOf(path, text).place(text.indexOf("\ufffd"), 1);
    throw new Unreadable("it has bytes that are not UTF-8", AS_UTF8, place);
  }
}
