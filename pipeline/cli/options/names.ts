/** Runs and recipes as a person names them. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nearest } from "../../../specs/diagnostics/suggest.ts";
import { isRun } from "../../runs/folder.ts";
import { filesIn, foldersIn, nearestFile } from "./near_files.ts";
import { fromHere, ROOT, RUNS, taskCommand, toPaste } from "../terminal/paths.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { isFolder, readTextSync } from "../../files/reading.ts";

/** The hint for a name that is no run here but is, or is near to, one in `runs/`. */
export function suggestRun(name: string): string | undefined {
  const runs = foldersIn(RUNS).filter((each) => isRun(join(RUNS, each)));
  const meant = runs.find((each) => each === basename(name)) ?? nearest(basename(name), runs);
  return meant === undefined ? undefined : `did you mean "${toPaste(join(RUNS, meant))}"?`;
}

const ENDING = /\.ya?ml$/;

/**
 * Refuses a name that is no recipe but near to one, or that is a run folder; what else is wrong with it, reading tells.
 *
 * @throws {UserError} With the recipe that is meant, as it can be typed.
 */
export function refuseMisnamed(recipe: string): void {
  const path = fromHere(recipe);
  if (isFolder(path) && isRun(path)) refuseRun(path);
  if (existsSync(path)) return;
  const meant = recipeNear(path, filesIn(dirname(path), ENDING)) ??
    recipeNear(path, filesIn(join(ROOT, "recipes"), ENDING, true));
  if (meant === undefined) return;
  throw userError(`Cannot read recipe "${path}": there is no such file`, `did you mean "${toPaste(meant)}"?`);
}

function refuseRun(path: string): never {
  const recipe = toPaste(join(path, "recipe.yaml"));
  const hint = existsSync(join(path, "result.json"))
    ? `its recipe is "${recipe}"`
    : `go on with it: ${taskCommand("run", "--resume", toPaste(path))}; its recipe is "${recipe}"`;
  throw userError(`"${path}" is a run folder, not a recipe`, hint);
}

/** Only files with a name of their own can be run: the others are there to be extended. */
function recipeNear(path: string, files: readonly string[]): string | undefined {
  return nearestFile(path, files.filter(isRecipe), ENDING);
}

function isRecipe(file: string): boolean {
  try {
    return /^name:/m.test(readTextSync(file));
  } catch {
    return false;
  }
}
