/** walt's own recipes, which recipes that lie elsewhere extend by name. */
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { setOwnRecipes } from "../../specs/load/own_recipes.ts";
import { besideModules } from "./beside_modules.ts";
import { isThere } from "./reading.ts";

/** Lets recipes extend walt's own ones by name, such as `walt:demo`. */
export function enterOwnRecipes(): void {
  const folder = besideModules("recipes");
  setOwnRecipes(folder, { names: () => namesIn(folder), isInstalled: () => !isCheckout() });
}

/** Whether walt runs from a checkout: a package has something else instead of what starts walt there. */
export function isCheckout(): boolean {
  return isThere(besideModules("walt.ts"));
}

/** The names of the recipes below a folder, none where it cannot be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replace(/\.yaml$/, ""))
      .sort();
  } catch {
    return [];
  }
}
