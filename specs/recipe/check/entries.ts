/** Sections that are maps of the recipe's own entries. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import { type Entry, subtree, type Tree } from "../../load/tree.ts";
import { noMapOf } from "./wording.ts";

/** The entries of a section by name, in order; one that is no map of `what` is reported and has none. */
export function entriesOf(
  tree: Tree,
  section: string,
  what: string,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Entry> {
  const map = subtree(tree, [section]);
  if (map?.shape === "map") return map.entries;
  if (map) diagnostics.push(noMapOf(what, section, map.place));
  return new Map();
}
