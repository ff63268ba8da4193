/** Section `use`: checks that the extension files of a recipe are loaded. */
import { checkSection } from "./section.ts";
import type { Diagnostic, Place } from "../../diagnostics/diagnostics.ts";
import { placeAt, subtree, type Tree } from "../../load/tree.ts";
import { USE } from "../mod.ts";
import type { Vocabulary } from "../../kinds/mod.ts";

/** An extension file that a recipe names. */
export interface UsedExtension {
  /** Its name in section `use`. */
  readonly name: string;
  readonly path: string;
  readonly place: Place;
}

/** The extension files that a loaded recipe names, and where. */
export function extensionsOf(tree: Tree): UsedExtension[] {
  const section = subtree(tree, ["use"]);
  if (section?.shape !== "map") return [];
  return [...section.entries].flatMap(([name, { value }]) =>
    value.shape === "scalar" && typeof value.value === "string"
      ? [{ name, path: value.value, place: value.place }]
      : []
  );
}

/** Reports a section that is no map of paths, and files that nobody loaded. */
export function checkExtensions(tree: Tree, vocabulary: Vocabulary, diagnostics: Diagnostic[]): void {
  if (!subtree(tree, ["use"])) return;
  const checked = checkSection(tree, ["use"], USE, diagnostics);
  for (const [name, path] of Object.entries(checked ?? {})) {
    if (vocabulary.extensions.has(path)) continue;
    diagnostics.push({
      message: `Extension "${path}" is not loaded`,
      place: placeAt(tree, ["use", name]),
      hint: "programs give what loadExtensions(paths) answers",
    });
  }
}
