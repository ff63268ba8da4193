/** Reads a JSON file from disk. */
import { readText } from "../../files/reading.ts";
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
  const text = await readText(path);
  return { file: path, text, value: parseJson(text, path) };
}
