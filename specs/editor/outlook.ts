/** What an editor knows of a recipe beside the text at hand. */
import type { Inspected } from "../compile/mod.ts";
import { VOCABULARY, type Vocabulary } from "../kinds/mod.ts";
import type { LoadedTree } from "../load/mod.ts";
import type { MapTree } from "../load/tree.ts";

/** What the names in a recipe may mean. */
export interface Outlook {
  /** What recipes may use. */
  readonly vocabulary: Vocabulary;
  /** The recipe with all that it extends. */
  readonly loaded: LoadedTree;
  /** What it means; of an earlier text where this one could not be checked at all. */
  readonly inspected: Inspected | undefined;
}

/** What is known of a recipe that was never loaded: the language alone. */
export function emptyOutlook(file: string): Outlook {
  const place = { file, line: 1, column: 1, length: 1, source: "" };
  const tree: MapTree = { shape: "map", place, entries: new Map() };
  const loaded = { file, tree, written: tree, files: [], overrides: [], layers: [], diagnostics: [] };
  return { vocabulary: VOCABULARY, loaded, inspected: undefined };
}
