/** Names that a message is too short for. */
import { join } from "node:path";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { pathWord, runsFolder } from "./terminal/paths.ts";

/**
 * Writes all names that mistakes are about to a file, where a message does not show them all.
 *
 * @param name the recipe's, after which the file is called.
 * @returns The error, which names that file.
 */
export async function withAllNames(error: unknown, name: string): Promise<unknown> {
  if (!(error instanceof UserError)) return error;
  const names = [...new Set(error.diagnostics.flatMap(({ all }) => all ?? []))];
  if (names.length === 0) return error;
  const file = join(runsFolder(), `${name}-missing.txt`);
  await ensureFolder(runsFolder());
  await writeWhole(file, names.map((each) => `${each}\n`).join(""));
  return new UserError(
    error.heading,
    error.diagnostics.map((each) =>
      each.all
        ? {
          ...each,
          hint: `all names are in ${pathWord(file)}${each.hint === undefined ? "" : `; ${each.hint}`}`,
        }
        : each
    ),
  );
}
