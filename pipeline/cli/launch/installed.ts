/** The copy that an installed walt runs from: Deno runs no TypeScript in a folder of packages. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { LaunchMistake } from "./mistake.ts";

/** In a package, the folder of what a checkout has; its file `build` names what is in it. */
const PACKED = "app";

/**
 * The root of walt: the folder itself where it is a checkout, and for a package its copy in walt's cache, which is made where
 * it is not there yet.
 *
 * @param folder The folder of `walt.ts`, or of what it became in a package.
 * @param fetch Fetches the packages of a copy; answers whether that went well.
 * @returns undefined where they could not be fetched.
 * @throws {LaunchMistake} Where there is no place for a copy.
 */
export async function waltRoot(
  folder: string,
  cache: string | undefined,
  fetch: (copy: string) => Promise<boolean>,
): Promise<string | undefined> {
  const packed = join(folder, PACKED);
  if (!existsSync(packed)) return folder;
  if (cache === undefined) {
    throw new LaunchMistake("There is no place for walt's cache", "set HOME, or XDG_CACHE_HOME");
  }
  const root = join(cache, `walt-${readFileSync(join(packed, "build"), "utf8").trim()}`);
  if (existsSync(root)) return root;
  mkdirSync(dirname(root), { recursive: true });
  const draft = mkdtempSync(`${root}-`);
  try {
    cpSync(packed, draft, { recursive: true });
    if (!await fetch(draft)) return undefined;
    if (!existsSync(root)) renameSync(draft, root);
    return root;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
