/** Files that are whole or not there. */
import { basename, dirname, join } from "node:path";
import { RunError } from "../specs/diagnostics.ts";

let serial = 0;

/**
 * Writes a file as a whole: under another name in the same folder first, then renamed.
 *
 * @throws {RunError} When it cannot be written: a full disk, a folder that is missing or not writable. Nothing is left.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const temporary = join(dirname(path), `.${basename(path)}.${Deno.pid}-${serial++}.tmp`);
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw cannotWrite(path, error);
  }
}

/** The error for a file that cannot be written. */
export function cannotWrite(path: string, error: unknown): RunError {
  const { message } = error as Error;
  const full = /ENOSPC|os error 28|no space/i.test(message);
  return new RunError(
    full ? `Cannot write "${path}": the disk is full` : `Cannot write "${path}": ${message}`,
    full
      ? "free some space; what was written before is intact"
      : "check that the folder exists and is writable",
    { cause: error },
  );
}
