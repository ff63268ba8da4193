/** Section `use`: checks that the extension files of a recipe are loaded. */
import { checkSection } from "../check/section.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { placeAt, subtree, type Tree } from "../load/tree.ts";
import { USE } from "../recipe/mod.ts";
import { isLoaded } from "./vocabulary.ts";

/** The extension files that a loaded recipe names. */
export function extensionsOf(tree: Tree): string[] {
  const section = subtree(tree, ["use"]);
  if (section?.shape !== "map") return [];
  const values = [...section.entries.values()].map(({ value }) =>
    value.shape === "scalar" ? value.value : null
  );
  return values.filter((value) => typeof value === "string");
}

/** Reports a section that is no map of paths, and files that nobody loaded. */
export function checkExtensions(tree: Tree, diagnostics: Diagnostic[]): void {
  if (!subtree(tree, ["use"])) return;
  const checked = checkSection(tree, ["use"], USE, diagnostics);
  for (const [name, path] of Object.entries(checked ?? {})) {
    if (isLoaded(path)) continue;
    diagnostics.push({
      message: `Extension "${path}" is not loaded`,
      place: placeAt(tree, ["use", name]),
      hint: "programs call loadExtensions(paths) first",
    });
  }
}
