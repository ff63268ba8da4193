/** The copy that an installed walt runs from: Deno runs no TypeScript in a folder of packages. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { LaunchMistake } from "./mistake.ts";

/** In a package, the folder of what a checkout has; its file `build` names what is in it. */
const PACKED = "app";

/** Names of copies, `walt-0.1.0-1a2b3c4d`, and of unfinished ones, which have six letters more. */
const COPY = /^walt-\d[\w.+]*(-[\w.]+)*-[0-9a-f]{8}(?<draft>-\w{6})?$/;

const DAY = 24 * 60 * 60 * 1000;

/** A copy that nobody has started for so many ms is used by nobody, no job in a queue either. */
const UNUSED = 30 * DAY;

/** Nobody fetches packages for longer. */
const UNFINISHED = DAY;

/**
 * The root of walt: the folder itself where it is a checkout, and for a package its copy in walt's cache, which is made where
 * it is not there yet. Copies that are not used any more are removed then.
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
  if (existsSync(root)) {
    touch(root);
    removeUnused(cache, root);
    return root;
  }
  const draft = draftOf(packed, root, cache);
  try {
    if (!await fetch(draft)) return undefined;
    if (!existsSync(root)) renameSync(draft, root);
    removeUnused(cache, root);
    return root;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Makes a copy under a name of its own. */
function draftOf(packed: string, root: string, cache: string): string {
  let draft: string | undefined;
  try {
    mkdirSync(dirname(root), { recursive: true });
    draft = mkdtempSync(`${root}-`);
    cpSync(packed, draft, { recursive: true });
    // The package may be old, and a copy is as old as its last use.
    touch(draft);
    return draft;
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new LaunchMistake(
      `Cannot write walt's cache "${cache}": ${reason}`,
      "make it a folder in which you may write, with 20 MB free, or let XDG_CACHE_HOME name another one",
    );
  }
}

/** Keeps a copy as one that is used until the answer is called: a run or a server may take longer than copies are kept. */
export function keepInUse(folder: string, every: number = DAY / 4): () => void {
  const timer = setInterval(() => touch(folder), every);
  return () => clearInterval(timer);
}

/** Notes that a copy is used now. */
function touch(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Somebody else's cache, which may be read alone.
  }
}

/** Removes copies of other versions, and unfinished ones, that nobody used for long. */
function removeUnused(cache: string, root: string): void {
  try {
    for (const name of readdirSync(cache)) {
      const path = join(cache, name);
      const copy = COPY.exec(name);
      if (path === root || !copy) continue;
      const most = copy.groups?.["draft"] === undefined ? UNUSED : UNFINISHED;
      if (Date.now() - statSync(path).mtimeMs > most) rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // They take place, and harm nobody.
  }
}
