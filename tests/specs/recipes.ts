/** Every recipe that the repository ships. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
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

/** Every YAML file below `recipes` that git tracks, but for descriptions of encoders, in the order of their paths; without git, every one. */
export function recipeFiles(root = ROOT): RecipeFile[] {
  const files = trackedFiles(root) ?? filesBelow(root);
  const recipes = files.filter((file) => file.endsWith(".yaml") && !file.startsWith("recipes/encoders/"));
  return recipes.sort().map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return { file, text, complete: /^name:/m.test(text) };
  });
}

/** The files of `recipes` that git tracks, so without those of the person who runs the tests. */
function trackedFiles(root: string): string[] | undefined {
  try {
    const { success, stdout } = new Deno.Command("git", {
      args: ["-C", root, "ls-files", "-z", "recipes"],
      stderr: "null",
    }).outputSync();
    const files = new TextDecoder().decode(stdout).split("\0");
    const there = files.filter((file) => file !== "" && existsSync(join(root, file)));
    return success && there.length > 0 ? there : undefined;
  } catch {
    return undefined;
  }
}

function filesBelow(root: string): string[] {
  return readdirSync(join(root, "recipes"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Reads a text file of the repository. */
export function readText(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}
