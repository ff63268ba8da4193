/** `new`: writes a recipe that begins with another one. */
import { basename, dirname, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { command } from "../../specs/diagnostics/command.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { diffRecipes, patchOf, type ReadRecipe } from "../../specs/diff/mod.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { compileLoaded } from "./load.ts";
import { parentName, recipeFile } from "./options/names.ts";
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
  const now = await read(parent, set);
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

async function read(file: string, set: readonly string[]): Promise<ReadRecipe> {
  const loaded = loadTree(file, { set, folder: fromHere("."), cwd: Deno.cwd(), read: readTextSync });
  const { program } = await compileLoaded(loaded);
  return { tree: loaded.tree, program };
}

/** The resolved recipe under a name of its own. */
function wholeText({ program }: ReadRecipe, name: string): string {
  return program.resolved.replace(/^name: .*$/m, () => `name: ${name}`);
}
