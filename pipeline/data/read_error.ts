/** What a person is told about a file that cannot be read. */
import { UserError } from "../../specs/diagnostics.ts";

/**
 * The mistake behind an error of reading `path`, which becomes its cause; throws the error again when a person did not
 * cause it.
 */
export function readError(path: string, error: unknown, hint?: string): UserError {
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  const message = `Cannot read "${path}": ${reason}`;
  return new UserError(message, [{ message, hint }], { cause: error });
}

/** Whether a mistake is that a file is absent. */
export function isAbsent(error: unknown): boolean {
  return error instanceof UserError && reasonOf(error.cause) === ABSENT;
}

const ABSENT = "there is no such file";

function reasonOf(error: unknown): string | undefined {
  if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return ABSENT;
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return "permission denied";
  }
  return undefined;
}

/** The text of a file, without a byte order mark; a UserError when it cannot be read. */
export async function readText(path: string, hint?: string): Promise<string> {
  try {
    return (await Deno.readTextFile(path)).replace(/^\uFEFF/, "");
  } catch (error) {
    throw readError(path, error, hint);
  }
}
