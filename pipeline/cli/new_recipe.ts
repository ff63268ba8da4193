/** `new`: writes a recipe that begins with another one. */
import { basename, dirname, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { command } from "../../specs/diagnostics/command.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { diffRecipes, patchOf, type ReadRecipe } from "../../specs/diff/mod.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { isCheckout } from "../files/own_recipes.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { compileLoaded } from "./load.ts";
import { parentName, recipeFile, RECIPES } from "./options/names.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printOut } from "./terminal/print.ts";

/** Options of `new`. */
export interface NewRecipeOptions {
  /** The recipe that it begins with. */
  readonly from: string;
  /** Overrides `path=value`, which it states. */
  readonly set: readonly string[];
  /** Writes a copy with parents and overrides laid in, instead of what it changes. */
  readonly whole?: boolean | undefined;
}

/** Writes the recipe, a file that is not there yet; 0, as mistakes are thrown. */
export async function newRecipeCommand(
  named: string,
  { from, set, whole }: NewRecipeOptions,
): Promise<number> {
  const path = fromHere(/\.ya?ml$/.test(named) ? named : `${named}.yaml`);
  const name = basename(path).replace(/\.ya?ml$/, "");
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw userError(`A recipe cannot be called "${name}"`, "letters, digits, _ and - are for names");
  }
  if (isThere(path)) {
    throw userError(`"${toPaste(path)}" is there already: nothing is written over it`, "give another name");
  }
  const parent = recipeFile(from);
  const was = await read(parent, []);
  const now = await read(parent, set, whole && isInstalledOwn(parent) ? "" : Deno.cwd());
  const text = whole ? wholeText(now, name) : stringify({
    version: 1,
    name,
    extends: parentName(parent, (file) => relative(dirname(resolve(path)), resolve(file))),
    ...patchOf(diffRecipes(was, now)),
  }, { lineWidth: 0 });
  await ensureFolder(dirname(path));
  await writeWhole(path, text);
  printOut(`"${toPaste(path)}" is ready: ${command("run", toPaste(path))}`);
  return 0;
}

/** @param cwd Where relative paths begin; with "" the data of an installed walt's recipe stay relative. */
async function read(file: string, set: readonly string[], cwd = Deno.cwd()): Promise<ReadRecipe> {
  const loaded = loadTree(file, { set, folder: resolve(fromHere(".")), cwd, read: readTextSync });
  const { program } = await compileLoaded(loaded);
  return { tree: loaded.tree, program };
}

/** Whether a recipe is one of those that an installed walt brings: their data are where the recipe is that extends them. */
function isInstalledOwn(file: string): boolean {
  return !isCheckout() && !relative(RECIPES, resolve(file)).startsWith("..");
}

/** The resolved recipe under a name of its own. */
function wholeText({ program }: ReadRecipe, name: string): string {
  return program.resolved.replace(/^name: .*$/m, () => `name: ${name}`);
}
