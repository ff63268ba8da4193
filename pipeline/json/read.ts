/** Reads a JSON file from disk. */
import { userError } from "../../specs/diagnostics.ts";
import { parseJson } from "./locate.ts";

/** A parsed file together with its text, in which mistakes are located. */
export interface JsonFile {
  /** Its path, as it was given. */
  readonly file: string;
  /** What it says. */
  readonly text: string;
  /** What that means. */
  readonly value: unknown;
}

/**
 * Reads and parses a JSON file.
 *
 * @throws {UserError} when it cannot be read or is not strict JSON.
 */
export async function readJson(path: string): Promise<JsonFile> {
  const text = (await readText(path)).replace(/^\uFEFF/, "");
  return { file: path, text, value: parseJson(text, path) };
}

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw userError(`Cannot read "${path}": there is no such file`);
    }
    if (error instanceof Deno.errors.IsADirectory) throw userError(`Cannot read "${path}": it is a folder`);
    if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
      throw userError(`Cannot read "${path}": permission denied`);
    }
    throw error;
  }
}
