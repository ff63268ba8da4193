/** Every recipe that the repository ships. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../shared.ts";

/** One file of the folder `recipes`. */
export interface RecipeFile {
  /** Path from the repository's root. */
  readonly file: string;
  readonly text: string;
  /** True for what can be run, false for a part that recipes extend. */
  readonly complete: boolean;
}

/** Every YAML file below `recipes`, in the order of their paths. */
export function recipeFiles(): RecipeFile[] {
  return readdirSync(join(ROOT, "recipes"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort()
    .map((file) => {
      const text = readText(file);
      return { file, text, complete: /^name:/m.test(text) };
    });
}

/** Reads a text file of the repository. */
export function readText(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}
