/** Sections that are maps of the recipe's own entries. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import { type Entry, subtree, type Tree } from "../../load/tree.ts";

/** What to do about a name that is none. */
export const NAME_HINT = "use letters, digits and _";

/** The entries of a section by name, in order; one that is no map of `what` is reported and has none. */
export function entriesOf(
  tree: Tree,
  section: string,
  what: string,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Entry> {
  const map = subtree(tree, [section]);
  if (map?.shape === "map") return map.entries;
  if (map) diagnostics.push({ message: `${section} must be a map of ${what}`, place: map.place });
  return new Map();
}
