/** Where what a recipe names is declared. */
import type { Place } from "../diagnostics/diagnostics.ts";
import { parentPath } from "../load/own_recipes.ts";
import { normalize } from "../load/paths.ts";
import { type Entry, entryAt, type MapTree } from "../load/tree.ts";
import { meaningOf } from "./meaning.ts";
import type { RecipeScene } from "./scene.ts";
import { type NameSpot, spotAt } from "./spots.ts";

/** Where something is declared: a place, or a whole file. */
export type Declared = { readonly place: Place } | { readonly file: string };

/**
 * Where what stands at a position is declared, line and column counted from 1: of a name its entry, of a key that changes
 * an entry of a parent that entry, of a path in `extends` or `use` the file.
 */
export function definitionAt(scene: RecipeScene, line: number, column: number): Declared | undefined {
  const spot = spotAt(scene, line, column);
  if (!spot) return undefined;
  if (spot.is === "file") return { file: fileOf(spot, scene) };
  const meaning = meaningOf(spot, scene);
  const path = meaning?.is === "entry" ? meaning.path : spot.is === "key" ? spot.path : undefined;
  if (!path) return undefined;
  const entry = entryAt(scene.whole, path);
  const isItself = entry && samePlace(entry.key, spot.place);
  const found = isItself ? belowOf(path, scene) ?? entry : entry;
  return found && { place: found.key };
}

function fileOf({ name }: NameSpot, { file }: RecipeScene): string {
  return normalize(parentPath(file, name));
}

/** The entry at a path in the last file that is merged before this one. */
function belowOf(path: readonly string[], { file, outlook: { loaded } }: RecipeScene): Entry | undefined {
  const isOwn = ({ place }: MapTree) => place.file === file;
  const at = loaded.layers.findLastIndex(isOwn);
  return loaded.layers.slice(0, Math.max(0, at)).map((layer) => entryAt(layer, path)).findLast(Boolean);
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}
