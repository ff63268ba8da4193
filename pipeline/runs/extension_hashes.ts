/** Which extension files a recipe is computed with. */
import { createHash } from "node:crypto";
import { parse } from "yaml";
import type { UsedExtension } from "../../specs/recipe/check/use.ts";
import type { Program } from "../../specs/program.ts";
import { readError, readTextSync } from "../files/reading.ts";

/** An extension by its name in section `use`, and its file. */
export type Used = Pick<UsedExtension, "name" | "path">;

/** The extensions that a compiled recipe uses. */
export function usedBy({ resolved }: Pick<Program, "resolved">): Used[] {
  const { use = {} } = parse(resolved) as { use?: Record<string, string> };
  return Object.entries(use).map(([name, path]) => ({ name, path }));
}

/** SHA-256 of extension files by their names. */
export function extensionHashes(used: readonly Used[]): Record<string, string> {
  return Object.fromEntries(used.map((each) => [each.name, extensionHash(each)]));
}

function extensionHash({ name, path }: Used): string {
  try {
    return hashOf(readTextSync(path));
  } catch (error) {
    throw readError(path, error, `restore it: it is extension "${name}" of the recipe`);
  }
}

/** SHA-256 of a text. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
