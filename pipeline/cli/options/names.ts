/** Runs and recipes as a person names them. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { OWN_RECIPE } from "../../../specs/load/own_recipes.ts";
import { nearest } from "../../../specs/diagnostics/suggest.ts";
import { isRun } from "../../runs/folder.ts";
import { filesIn, foldersIn, nearestFile } from "./near_files.ts";
import { command } from "../../../specs/diagnostics/command.ts";
import { fromHere, isTyped, ROOT, runsFolder, toPaste } from "../terminal/paths.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { isFolder, isThere, readTextSync } from "../../files/reading.ts";

/** The hint for a name that is no run here but is, or is near to, one in `runs/`. */
export function suggestRun(name: string): string | undefined {
  const runs = foldersIn(runsFolder()).filter((each) => isRun(join(runsFolder(), each)));
  const meant = runs.find((each) => each === basename(name)) ?? nearest(basename(name), runs);
  return meant === undefined ? undefined : `did you mean "${toPaste(join(runsFolder(), meant))}"?`;
}

const ENDING = /\.ya?ml$/;

/**
 * The file of a recipe that a person names: a path, or where there is no such file the name of one of walt's, such as
 * `demo` or `ablations/demo_action_only`; what else is wrong with it, reading tells.
 *
 * @throws {UserError} For a run folder, and for a name that is near to a recipe's.
 */
export function recipeFile(named: string): string {
  const path = ownFile(named, RECIPES);
  if (isFolder(path) && isRun(path)) refuseRun(path);
  if (isThere(path)) return path;
  const beside = named.startsWith(OWN_RECIPE) ? undefined : recipeNear(path, filesIn(dirname(path), ENDING));
  const own = recipeNear(withoutPrefix(named), filesIn(RECIPES, ENDING, true));
  if (beside === undefined && own === undefined) return path;
  const meant = beside !== undefined ? toPaste(beside) : ownName(own!);
  const told = named.startsWith(OWN_RECIPE) ? named : path;
  throw userError(`Cannot read recipe "${told}": there is no such file`, `did you mean "${meant}"?`);
}

/** The folder of walt's recipes. */
export const RECIPES = join(ROOT, "recipes");

/** A path that a person gave, or where nothing is there the file of that name in a folder of walt's. */
export function ownFile(named: string, folder: string): string {
  const path = fromHere(named);
  if ((isThere(path) && (!isFolder(path) || isRun(path))) || isAbsolute(named) || named.startsWith(".")) {
    return path;
  }
  const name = withoutPrefix(named).replace(ENDING, "").replace(`${basename(folder)}/`, "");
  const nameOf = (file: string) => relative(folder, file).replace(ENDING, "");
  const files = filesIn(folder, ENDING, true);
  const called = files.filter((file) => basename(nameOf(file)) === name);
  const own = files.find((file) => nameOf(file) === name) ?? (called.length === 1 ? called[0] : undefined);
  return own === undefined ? path : fromHere(own);
}

/** A name as the command line has it, for one as `extends` has it: `demo` for `walt:demo`. */
function withoutPrefix(named: string): string {
  return named.startsWith(OWN_RECIPE) ? named.slice(OWN_RECIPE.length) : named;
}

/** What a person types for one of walt's recipes: a path in its checkout, and its name elsewhere. */
export function ownName(file: string): string {
  return isTyped() ? relative(RECIPES, file).replace(ENDING, "") : toPaste(file);
}

/** What a new recipe that extends a file says: walt's own by name unless it is in the checkout, others as `place` says. */
export function parentName(file: string, place: (file: string) => string): string {
  const name = relative(RECIPES, resolve(file)).replace(ENDING, "");
  return isTyped() && !name.startsWith("..") ? `${OWN_RECIPE}${name}` : place(file);
}

function refuseRun(path: string): never {
  const recipe = toPaste(join(path, "recipe.yaml"));
  const hint = isThere(join(path, "result.json"))
    ? `its recipe is "${recipe}"`
    : `go on with it: ${command("run", "--resume", toPaste(path))}; its recipe is "${recipe}"`;
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
