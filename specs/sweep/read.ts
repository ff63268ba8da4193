/** The text of a grid to what it says, with places. */
import { type Diagnostic, UserError } from "../diagnostics/diagnostics.ts";
import { readDocument } from "../load/document.ts";
import { sourceOf } from "../load/source.ts";
import { subtree, type Tree } from "../load/tree.ts";
import { checkSection } from "../recipe/check/section.ts";
import { GRID } from "./grid.ts";
import type { PlacedText } from "./placed_text.ts";

/** What a variant changes. */
export interface GridVariant {
  readonly name: string;
  /** Recipes to lay over, in order, as they are written. */
  readonly patches: readonly PlacedText[];
  /** Lines `path=value,value`. */
  readonly lines: readonly PlacedText[];
}

/** What a grid says. */
export interface SweepGrid {
  readonly recipe: PlacedText | undefined;
  readonly variants: readonly GridVariant[];
  readonly seeds: readonly number[] | undefined;
  readonly metric: PlacedText;
}

/**
 * Reads a grid.
 *
 * @param file Its name, for messages.
 * @throws {UserError} With every mistake, in source order.
 */
export function readGrid(file: string, text: string): SweepGrid {
  const { tree, diagnostics: found } = readDocument(sourceOf(file, text));
  const diagnostics: Diagnostic[] = [...found];
  if (tree && tree.shape !== "map") {
    diagnostics.push({ message: "A grid is a map", place: tree.place, hint: 'start with "version: 1"' });
  }
  const grid = tree?.shape === "map" ? checkSection(tree, [], GRID, diagnostics) : undefined;
  if (!tree || !grid || diagnostics.length > 0) {
    const inOrder = diagnostics.toSorted((a, b) =>
      (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
    );
    throw new UserError(`Cannot load grid "${file}"`, inOrder);
  }
  const variants = Object.keys(grid.variants).map((name) => ({
    name,
    patches: textsAt(tree, ["variants", name, "patch"]),
    lines: textsAt(tree, ["variants", name, "set"]),
  }));
  const [recipe] = textsAt(tree, ["recipe"]);
  const [metric = { text: grid.metric, spot: () => tree.place }] = textsAt(tree, ["metric"]);
  return { recipe, variants, seeds: grid.seeds, metric };
}

/** A text, or those of a list. */
function textsAt(tree: Tree, path: readonly string[]): PlacedText[] {
  const found = subtree(tree, path);
  const items = found === undefined ? [] : found.shape === "list" ? found.items : [found];
  return items.flatMap((item) =>
    item.shape === "scalar" ? [{ text: String(item.value), spot: item.spot.bind(item) }] : []
  );
}
