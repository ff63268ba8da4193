/** A recipe file in an editor: its text as a tree, and what is known of the recipe. */
import { readDocument } from "../load/document.ts";
import { sourceOf } from "../load/source.ts";
import { type MapTree, plain, type Tree } from "../load/tree.ts";
import type { Outlook } from "./outlook.ts";

/** A file that can be read as YAML. */
export interface RecipeScene {
  /** The file as messages name it. */
  readonly file: string;
  /** The file alone. */
  readonly own: MapTree;
  /** The recipe that it is, or is a part of, with all that it extends. */
  readonly whole: Tree;
  /** The recipe as plain data. */
  readonly recipe: unknown;
  readonly outlook: Outlook;
}

/** The scene of a text; undefined where it is no YAML map, as when it is half typed. */
export function sceneOf(file: string, text: string, outlook: Outlook): RecipeScene | undefined {
  const { tree } = readDocument(sourceOf(file, text));
  if (tree?.shape !== "map") return undefined;
  const whole = outlook.loaded.tree;
  return { file, own: tree, whole, recipe: plain(whole), outlook };
}
