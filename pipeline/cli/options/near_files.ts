/** Files with names near to one that is not there. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { nearest } from "../../../specs/diagnostics/suggest.ts";
import { isFolder } from "../../files/reading.ts";

/** The names of the folders in a folder, none where it cannot be read. */
export function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => isFolder(join(folder, name)));
  } catch {
    return [];
  }
}

/** The regular files of a folder with an ending, none where it cannot be read; `deep` looks below it too. */
export function filesIn(folder: string, ending: RegExp, deep = false): string[] {
  try {
    return readdirSync(folder, { recursive: deep, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/** The one of some files whose name is like that of a path, with or without the ending. */
export function nearestFile(path: string, files: readonly string[], ending: RegExp): string | undefined {
  const nameOf = (file: string) => basename(file).replace(ending, "");
  const byName = new Map(files.map((file) => [nameOf(file), file]));
  const name = nearest(nameOf(path), [...byName.keys()]);
  return name === undefined ? undefined : byName.get(name);
}
