/** Where the recipes are that a recipe extends. */
import { dirname, isAbsolute, join } from "./paths.ts";

/** Begins the name of one of walt's own recipes. */
export const OWN_RECIPE = "walt:";

let folder: string | undefined;

/** Says where walt's own recipes are, for recipes that lie elsewhere to extend: `walt:demo` is `demo.yaml` in there. */
export function setOwnRecipes(path: string): void {
  folder = path;
}

/** The path of a recipe that a file extends: one of walt's own by its name, others by their path from that file. */
export function parentPath(file: string, name: string): string {
  if (isAbsolute(name)) return name;
  if (folder === undefined || !name.startsWith(OWN_RECIPE)) return join(dirname(file), name);
  return join(folder, `${name.slice(OWN_RECIPE.length).replace(/\.ya?ml$/, "")}.yaml`);
}
