/** A YAML document as a tree of values that remember where they were written. */
import type { Place } from "../diagnostics/diagnostics.ts";

/** A value with its place. */
export type Tree = MapTree | ListTree | ScalarTree;

/** A map; the order of its entries is the order of first mention. */
export interface MapTree {
  /** That it is a map. */
  readonly shape: "map";
  /** Where it is written. */
  readonly place: Place;
  /** Its entries by key. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** What a later file or flag removed: the key of the null, and the value that was there. */
  readonly removed?: ReadonlyMap<string, Omit<Entry, "introduced">>;
}

/** One entry of a map. */
export interface Entry {
  /** The key, where it was last written. */
  readonly key: Place;
  /** The key, where it was first written: the same place unless a later file or flag overrides it. */
  readonly introduced: Place;
  /** What is written there. */
  readonly value: Tree;
}

/** A list. */
export interface ListTree {
  /** That it is a list. */
  readonly shape: "list";
  /** Where it is written. */
  readonly place: Place;
  /** What is in it. */
  readonly items: readonly Tree[];
}

/** A number, text, truth value or null. */
export interface ScalarTree {
  /** That it is a single value. */
  readonly shape: "scalar";
  /** Where it is written. */
  readonly place: Place;
  /** The value. */
  readonly value: string | number | boolean | null;
  /** The place of a stretch of the value's characters. */
  spot(offset: number, length: number): Place;
}

/** The plain value of a tree. */
export function plain(tree: Tree): unknown {
  switch (tree.shape) {
    case "scalar":
      return tree.value;
    case "list":
      return tree.items.map(plain);
    case "map":
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plain(value)]));
  }
}

/** The words in all texts of a tree. */
export function wordsOf(tree: Tree, words: Set<string> = new Set()): Set<string> {
  if (tree.shape === "list") tree.items.forEach((item) => wordsOf(item, words));
  else if (tree.shape === "map") tree.entries.forEach(({ value }) => wordsOf(value, words));
  else if (typeof tree.value === "string") {
    for (const [word] of tree.value.matchAll(/\w+/g)) words.add(word);
  }
  return words;
}

/** A value as a message names it. */
export function showTree(tree: Tree): string {
  if (tree.shape !== "scalar") return `a ${tree.shape}`;
  return typeof tree.value === "string" ? `"${tree.value}"` : String(tree.value);
}

/** The tree below a path, or undefined. */
export function subtree(tree: Tree, path: readonly PropertyKey[]): Tree | undefined {
  return path.reduce<Tree | undefined>((node, step) => {
    if (node?.shape === "map") return node.entries.get(String(step))?.value;
    return node?.shape === "list" ? node.items[Number(step)] : undefined;
  }, tree);
}

/** The key of the null that removed what once was at a path, or a map around it. */
export function removalAt(tree: Tree, [step, ...rest]: readonly string[]): Place | undefined {
  if (tree.shape !== "map" || step === undefined) return undefined;
  const entry = tree.entries.get(step);
  if (entry) return removalAt(entry.value, rest);
  const removed = tree.removed?.get(step);
  return removed && (rest.length === 0 || subtree(removed.value, rest)) ? removed.key : undefined;
}

/** The entry at a path, or undefined. */
export function entryAt(tree: Tree, path: readonly PropertyKey[]): Entry | undefined {
  const parent = subtree(tree, path.slice(0, -1));
  return parent?.shape === "map" ? parent.entries.get(String(path.at(-1))) : undefined;
}

/** The place to blame for a path: the value, or the key of the nearest ancestor that exists. */
export function placeAt(tree: Tree, path: readonly PropertyKey[]): Place {
  const value = subtree(tree, path);
  if (value && value.shape === "scalar") return value.place;
  for (let n = path.length; n > 0; n--) {
    const entry = entryAt(tree, path.slice(0, n));
    if (entry) return entry.key;
    const item = subtree(tree, path.slice(0, n));
    if (item) return item.place;
  }
  return tree.place;
}

/** A place in few words: `file:line`, or the override. */
export function placeText({ file, line, source }: Place): string {
  return file === "--set" ? `--set ${source}` : `${file}:${line}`;
}
