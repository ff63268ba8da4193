/** Feature folders that hold what is looked for one level further down. */
import { join } from "node:path";
import { isFolder, readFolder } from "../../files/reading.ts";

/**
 * The hint for a folder without features of `source` whose sub-folders have some, such as one per split.
 *
 * @param bare What names of files of features end in that may lie in such a folder without a sub-folder for the source.
 */
export async function suggestInner(
  folder: string,
  source: string,
  bare?: string,
): Promise<string | undefined> {
  const inner: string[] = [];
  for (const name of await foldersIn(folder)) {
    const path = join(folder, name);
    const fits = (await foldersIn(path)).includes(source) ||
      (bare !== undefined && await hasFeatures(path, bare));
    if (fits) inner.push(`"${path}"`);
  }
  if (inner.length === 0) return undefined;
  return inner.length === 1 ? `did you mean ${inner[0]}?` : `name one of its folders: ${inner.join(", ")}`;
}

/** The folders in a folder and links to some; none where it cannot be looked into. */
async function foldersIn(path: string): Promise<string[]> {
  const names: string[] = [];
  for (const { name, isDirectory, isSymlink } of await entriesOf(path)) {
    if (isDirectory || isSymlink && isFolder(join(path, name))) names.push(name);
  }
  return names;
}

async function hasFeatures(folder: string, ending: string): Promise<boolean> {
  return (await entriesOf(folder)).some(({ name }) => name.endsWith(ending));
}

function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  return readFolder(folder).catch(() => []);
}
