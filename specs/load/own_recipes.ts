/** Where the recipes are that a recipe extends. */
import { nearest } from "../diagnostics/suggest.ts";
import { basename, dirname, isAbsolute, join, relative } from "./paths.ts";

/** Begins the name of one of walt's own recipes. */
export const OWN_RECIPE = "walt:";

/** What is known of walt's own recipes besides their folder. */
export interface OwnRecipesOptions {
  /** Their names, such as `demo` and `base/thumos14`, for hints. None by default. */
  readonly names?: () => readonly string[];
  /**
   * Whether walt is installed, so that data do not lie beside its recipes: `data.root` in them is then relative to the recipe
   * that extends them, or to the working folder. No by default.
   */
  readonly isInstalled?: () => boolean;
}

let own: { readonly folder: string } & OwnRecipesOptions | undefined;

/**
 * Says where walt's own recipes are, for recipes that lie elsewhere to extend: `walt:demo` is `demo.yaml` in there.
 *
 * @param folder An absolute path, for the function that reads files.
 *
 * @example Extend a recipe of walt from one that is no file
 * ```ts
 * import { compileRecipe, setOwnRecipes } from "@walt/walt/language";
 * import assert from "node:assert/strict";
 * import { readFileSync } from "node:fs";
 * import { resolve } from "node:path";
 *
 * setOwnRecipes(resolve("recipes")); // in a program, the folder of import.meta.resolve("@walt/walt/recipes/demo.yaml")
 * const mine = "version: 1\nname: mine\nextends: walt:demo\ntraining: { steps: 5 }";
 * const { recipe } = compileRecipe("mine.yaml", {
 *   read: (path) => path === "mine.yaml" ? mine : readFileSync(path, "utf8"),
 * });
 * assert.equal(recipe.training.steps, 5);
 * ```
 */
export function setOwnRecipes(folder: string, options: OwnRecipesOptions = {}): void {
  own = { folder, ...options };
}

const ENDING = /\.ya?ml$/;

/** The path of a recipe that a file extends: one of walt's own by its name, others by their path from that file. */
export function parentPath(file: string, name: string): string {
  if (isAbsolute(name)) return name;
  if (own === undefined || !name.startsWith(OWN_RECIPE)) return join(dirname(file), name);
  return join(own.folder, `${name.slice(OWN_RECIPE.length).replace(ENDING, "")}.yaml`);
}

/** What a recipe may extend instead of one that is not there. */
export function parentHint(name: string): string {
  if (!name.startsWith(OWN_RECIPE)) {
    const known = nearestOwn(name.replace(ENDING, ""));
    const hint = "paths in a recipe are relative to that file";
    return known === undefined ? hint : `${hint}; walt's own recipe is "${known}"`;
  }
  if (own === undefined) {
    return `setOwnRecipes says where walt's own recipes are; without it, "extends" has paths`;
  }
  const known = nearestOwn(name.slice(OWN_RECIPE.length).replace(ENDING, ""));
  return known === undefined ? "walt has no recipe of such a name" : `did you mean "${known}"?`;
}

/** The name that one of walt's recipes has in `extends`, for one that may be misspelt or may lack its folder. */
function nearestOwn(name: string): string | undefined {
  const names = own?.names?.() ?? [];
  const byEnd = new Map(names.map((each) => [basename(each), each]));
  const end = nearest(basename(name), [...byEnd.keys()]);
  const meant = nearest(name, names) ?? (end === undefined ? undefined : byEnd.get(end));
  return meant === undefined ? undefined : `${OWN_RECIPE}${meant}`;
}

/**
 * The path that `data.root` of an installed walt's own recipe means: relative to the nearest recipe that extends it and is not
 * walt's, or to the working folder. undefined for every other recipe.
 *
 * @param open The recipes that extend the file, the nearest last.
 */
export function ownDataRoot(
  file: string,
  root: string,
  open: readonly string[],
  cwd: string,
): string | undefined {
  if (isAbsolute(root) || !isOwn(file, cwd) || !own?.isInstalled?.()) return undefined;
  const outer = open.findLast((each) => !isOwn(each, cwd));
  const base = outer === undefined ? "." : dirname(outer);
  const path = relative(dirname(own.folder), join(dirname(absolute(file, cwd)), root));
  return join(isAbsolute(base) ? "" : cwd, base, path);
}

function isOwn(file: string, cwd: string): boolean {
  return own !== undefined && absolute(file, cwd).startsWith(`${own.folder}/`);
}

function absolute(file: string, cwd: string): string {
  return isAbsolute(file) ? file : join(cwd, file);
}
