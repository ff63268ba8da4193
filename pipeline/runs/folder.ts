/** Run folders: one per run, never used twice. */
import { isThere } from "../files/reading.ts";
import { dirname, join } from "node:path";
import { RunError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { cannotWrite, ensureFolder } from "../files/write.ts";

/** Whether a path is a run folder. */
export function isRun(path: string): boolean {
  return isThere(join(path, "recipe.yaml")) && isThere(join(path, "environment.json"));
}

/**
 * Makes a run folder whose path is known before.
 *
 * @throws {UserError} When something is there already.
 * @throws {RunError} When the folder cannot be made.
 */
export async function makeRunFolder(folder: string): Promise<string> {
  await ensureFolder(dirname(folder));
  try {
    Deno.mkdirSync(folder);
    return folder;
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw cannotWrite(folder, error);
    throw userError(`"${folder}" is there already`, "name a folder that is new");
  }
}

/**
 * Makes a new run folder; where the name is taken by an earlier run, the next gets `-2`, `-3` ...
 *
 * @throws {RunError} When the folder cannot be made.
 */
export async function createRunFolder(parent: string, name: string): Promise<string> {
  await ensureFolder(parent);
  for (let n = 1;; n++) {
    const folder = join(parent, n === 1 ? name : `${name}-${n}`);
    try {
      // At once: an interruption finds no folder, or one that the caller knows.
      Deno.mkdirSync(folder);
      return folder;
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw cannotWrite(folder, error);
    }
  }
}

/**
 * Remembers a folder; what is returned tells whether it still stands at its path.
 *
 * @throws {RunError} From what is returned, when the folder was removed, or another has its name.
 */
export function folderGuard(folder: string): () => void {
  const before = identity(folder);
  return () => {
    const now = identity(folder);
    if (now !== undefined && now === before) return;
    throw new RunError(
      `The run folder "${folder}" was ${now === undefined ? "removed" : "replaced"} while the run went on`,
      "nothing of it is kept there",
    );
  };
}

/** What tells a folder from another of its name; undefined where there is none. */
function identity(folder: string): string | undefined {
  try {
    const { dev, ino, birthtime } = Deno.statSync(folder);
    return `${dev} ${ino} ${birthtime?.getTime()}`;
  } catch {
    return undefined;
  }
}
