/** Paths in recipes, as who loads them reaches them. */
import { isAbsolute, join } from "./paths.ts";
import { type MapTree, subtree, type Tree } from "./tree.ts";

/**
 * Makes paths start where the command runs instead of at the file that states them: the data set, extensions. `ownRoot` answers
 * for a data set that is elsewhere.
 */
export function resolvePaths(
  tree: MapTree,
  cwd: string,
  folder: string,
  ownRoot: (root: string) => string | undefined = () => undefined,
): MapTree {
  const resolve = (path: string) =>
    isAbsolute(path) ? path : join(isAbsolute(folder) ? "" : cwd, folder, path);
  const used = subtree(tree, ["use"]);
  const extensions = used?.shape === "map" ? [...used.entries.keys()].map((name) => ["use", name]) : [];
  const placed = mapText(tree, ["data", "root"], (root) => ownRoot(root) ?? resolve(root)) as MapTree;
  return extensions.reduce((whole, path) => mapText(whole, path, resolve) as MapTree, placed);
}

/** The tree with the text at a path changed, where there is one. */
function mapText(tree: Tree, [step, ...rest]: readonly string[], change: (text: string) => string): Tree {
  if (step === undefined) {
    return tree.shape === "scalar" && typeof tree.value === "string"
      ? { ...tree, value: change(tree.value) }
      : tree;
  }
  const entry = tree.shape === "map" ? tree.entries.get(step) : undefined;
  if (tree.shape !== "map" || !entry) return tree;
  const value = mapText(entry.value, rest, change);
  return { ...tree, entries: new Map(tree.entries).set(step, { ...entry, value }) };
}
