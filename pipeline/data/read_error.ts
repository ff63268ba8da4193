/** What a person is told about a file that cannot be read. */
import { type UserError, userError } from "../../specs/diagnostics.ts";

/** The mistake behind an error of reading `path`; throws the error again when a person did not cause it. */
export function readError(path: string, error: unknown, hint?: string): UserError {
  if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
    return userError(`Cannot read "${path}": there is no such file`, hint);
  }
  if (error instanceof Deno.errors.IsADirectory) {
    return userError(`Cannot read "${path}": it is a folder`, hint);
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return userError(`Cannot read "${path}": permission denied`, hint);
  }
  throw error;
}

/** The text of a file, without a byte order mark; a UserError when it cannot be read. */
export async function readText(path: string, hint?: string): Promise<string> {
  try {
    return (await Deno.readTextFile(path)).replace(/^\uFEFF/, "");
  } catch (error) {
    throw readError(path, error, hint);
  }
}
