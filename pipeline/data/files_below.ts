/** The files in a folder and in those below it. */
import { join } from "node:path";
import { isFolder, readFolder } from "../files/reading.ts";

/** Folders below a folder that are looked into: a link may lead back up. */
const DEEPEST = 8;

/** The names of the files in a folder and below it, relative to it and in order; hidden ones are passed over. */
export async function filesBelow(folder: string, depth = DEEPEST): Promise<string[]> {
  const names: string[] = [];
  for (const { name, isDirectory, isSymlink } of await readFolder(folder)) {
    if (name.startsWith(".")) continue;
    if (!isDirectory && !(isSymlink && isFolder(join(folder, name)))) names.push(name);
    else if (depth > 0) {
      for (const inner of await filesBelow(join(folder, name), depth - 1)) names.push(`${name}/${inner}`);
    }
  }
  return names;
}
