/** Section `use`: checks that the extension files of a recipe are loaded. */
import { checkSection } from "../recipe/check/section.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { placeAt, subtree, type Tree } from "../load/tree.ts";
import { USE } from "../recipe/mod.ts";
import { isLoaded } from "./vocabulary.ts";

/** The extension files that a loaded recipe names, and where. */
export function extensionsOf(tree: Tree): { readonly path: string; readonly place: Place }[] {
  const section = subtree(tree, ["use"]);
  if (section?.shape !== "map") return [];
  return [...section.entries.values()].flatMap(({ value }) =>
    value.shape === "scalar" && typeof value.value === "string"
      ? [{ path: value.value, place: value.place }]
      : []
  );
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
