/** The folder of a data set on disk, before anything in it is read. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { chosenAnnotations, type FolderData } from "../../../specs/recipe/data.ts";
import { pathsOf } from "../../../specs/recipe/features.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import { isAbsent, readError } from "../../files/reading.ts";
import { featuresPage } from "./source_files.ts";

/**
 * Refuses a folder that is not there.
 *
 * @throws {UserError} Which says what is expected in it; or when there is no source.
 */
export function requireRoot(data: FolderData, { sources }: FeaturesSection): void {
  const { root, splits: { train, test } } = data;
  const paths = new Set(Object.values(sources).flatMap(pathsOf));
  if (paths.size === 0) throw userError("The recipe has no feature source", "add one under features.sources");
  const found = foundAt(root);
  if (found === undefined) return;
  const lists = [train.list, test.list].filter((list) => list !== undefined);
  throw userError(
    `Cannot find the data set: ${found}`,
    `expected there ${
      [chosenAnnotations(data).file, ...lists, ...paths].join(", ")
    } (see ${featuresPage()}); ` +
      "for another folder: --set data.root=FOLDER",
  );
}

/** What is at a path instead of a folder. */
function foundAt(path: string): string | undefined {
  try {
    return Deno.statSync(path).isDirectory ? undefined : `"${path}" is not a folder`;
  } catch (error) {
    const wrong = readError(path, error);
    return isAbsent(wrong) ? `there is no folder "${path}"` : wrong.message;
  }
}
