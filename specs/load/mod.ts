/** A recipe file to one tree: its parents first, the file over them, the command line's overrides last. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { readDocument } from "./document.ts";
import { merge } from "./merge.ts";
import { readOverride } from "./override.ts";
import { OWN_RECIPE, ownDataRoot, parentHint, parentPath } from "./own_recipes.ts";
import { dirname, normalize } from "./paths.ts";
import { type Source, sourceOf } from "./source.ts";
import { recipeError } from "./recipe_error.ts";
import { resolvePaths } from "./resolve_paths.ts";
import type { Entry, MapTree, Tree } from "./tree.ts";

/** What loading needs from outside. */
export interface LoadOptions {
  /** Recipes to lay over this one, in order, without their `name`, `description` and `extends`. */
  readonly patches?: readonly string[];
  /** Overrides `path=value`, in order; the last one wins. They are laid over all files. */
  readonly set?: readonly string[];
  /** Folder that paths in overrides are relative to; or that of each override. */
  readonly folder?: string | readonly string[];
  /** Folder that relative paths start from; with it, data.root becomes absolute. */
  readonly cwd?: string;
  /** Reads a text file; throws when it cannot, an error whose message says why. */
  readonly read: (path: string) => string;
}

/** A loaded recipe: not yet checked. */
export interface LoadedTree {
  /** The recipe file, as it was named. */
  readonly file: string;
  /** The recipe, merged. */
  readonly tree: MapTree;
  /** The recipe as the files have it, without the overrides. */
  readonly written: MapTree;
  /** The files that took part, parents first. */
  readonly files: readonly string[];
  /** The overrides, in order. */
  readonly overrides: readonly string[];
  /** What each file and each override states by itself, in the order in which they were laid over each other. */
  readonly layers: readonly MapTree[];
  /** Mistakes that leave something to check. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads a recipe with everything it extends.
 *
 * @throws {UserError} When a file cannot be read, is not YAML, or extends itself.
 *
 * @example See which files a recipe is made of
 * ```ts
 * import { loadTree } from "@walt/walt";
 * import assert from "node:assert/strict";
 * import { readFileSync } from "node:fs";
 *
 * const { files } = loadTree("recipes/demo.yaml", { read: (path) => readFileSync(path, "utf8") });
 * assert.equal(files.at(-1), "recipes/demo.yaml"); // parents stand before it
 * ```
 */
export function loadTree(
  named: string,
  { patches = [], set = [], folder = ".", cwd = "", read }: LoadOptions,
): LoadedTree {
  const file = normalize(named);
  const blocking: Diagnostic[] = [];
  const diagnostics: Diagnostic[] = [];
  const merging: Diagnostic[] = [];
  const files: string[] = [];
  const asked: string[] = [];
  const layers: MapTree[] = [];
  const loading = { read, cwd, blocking, diagnostics, merging, files, asked, layers, open: [] };
  let tree = loadFile(file, undefined, loading);
  for (const patch of patches) tree = loadPatch(normalize(patch), tree, loading);
  if (!tree || blocking.length > 0) {
    throw recipeError(file, [...blocking, ...diagnostics], asked.toReversed(), set);
  }
  diagnostics.push(...merging);
  const written = tree as MapTree;
  for (const [i, text] of set.entries()) {
    const patch = readOverride(text, tree, diagnostics);
    if (!patch) continue;
    const layer = resolvePaths(patch, cwd, typeof folder === "string" ? folder : folder[i]!);
    layers.push(layer);
    tree = merge(tree, layer, diagnostics);
  }
  return { file, tree: tree as MapTree, written, files, overrides: set, layers, diagnostics };
}

/** What a file says of itself, which is not true of one that extends it. */
const NOT_INHERITED = ["name", "description"];

/** How many recipes may extend each other in a row. */
const DEEPEST = 100;

/** Where a recipe names another one. */
interface Asked {
  readonly name: string;
  readonly place: Diagnostic["place"];
}

interface Loading {
  readonly read: (path: string) => string;
  readonly cwd: string;
  /** Mistakes after which nothing can be checked, since a later message would mislead. */
  readonly blocking: Diagnostic[];
  readonly diagnostics: Diagnostic[];
  /** Mistakes against parents, which mislead where one of these is absent. */
  readonly merging: Diagnostic[];
  /** The files merged so far. */
  readonly files: string[];
  /** The files asked for so far, the recipe first. */
  readonly asked: string[];
  /** What the files merged so far state. */
  readonly layers: MapTree[];
  /** The files being loaded, outermost first. */
  readonly open: readonly string[];
}

/** Lays a file over what is there, its parents first. A file takes part once, where it is first needed. */
function loadFile(
  file: string,
  below: Tree | undefined,
  loading: Loading,
  by?: Asked,
): Tree | undefined {
  const { blocking, open, files } = loading;
  const again = open.indexOf(file);
  if (again >= 0) {
    blocking.push({
      message: `Cyclic "extends": ${[...open.slice(again), file].join(" -> ")}`,
      place: by?.place,
      hint: "a recipe cannot extend itself, directly or through others",
    });
    return below;
  }
  if (files.includes(file)) return below;
  if (open.length === DEEPEST) {
    blocking.push({
      message: `Recipes extend each other at most ${DEEPEST} deep: "${file}" is one more`,
      place: by?.place,
      hint: "let one recipe extend a list of others",
    });
    return below;
  }
  const map = readMap(file, loading, by);
  if (!map) return below;
  let base = below;
  for (const parent of parentsOf(map, blocking)) {
    base = loadFile(parentPath(file, parent.name), base, { ...loading, open: [...open, file] }, parent);
  }
  return lay(file, map, base, loading, by !== undefined);
}

/** Lays a file over what is there without its parents. */
function loadPatch(file: string, below: Tree | undefined, loading: Loading): Tree | undefined {
  const map = readMap(file, loading);
  return map && below ? lay(file, map, below, loading, true) : below;
}

/** The sections of a file. */
function readMap(file: string, loading: Loading, by?: Asked): MapTree | undefined {
  loading.asked.push(file);
  const source = readSource(file, loading, by);
  if (!source) return undefined;
  const { tree, diagnostics } = readDocument(source);
  loading.blocking.push(...diagnostics);
  if (!tree || tree.shape === "map") return tree;
  loading.blocking.push({
    message: "A recipe is a map of sections",
    place: tree.place,
    hint: 'start with "version: 1"',
  });
  return undefined;
}

/** Lays the sections of one file over others; what it says of itself may not count. */
function lay(
  file: string,
  map: MapTree,
  below: Tree | undefined,
  loading: Loading,
  isAnother: boolean,
): Tree {
  loading.files.push(file);
  const own = new Map(map.entries);
  own.delete("extends");
  if (isAnother) NOT_INHERITED.forEach((key) => own.delete(key));
  own.set("version", checkedVersion(map, loading.diagnostics));
  const ownRoot = (root: string) => ownDataRoot(file, root, loading.open, loading.cwd);
  const layer = resolvePaths({ ...map, entries: own }, loading.cwd, dirname(file), ownRoot);
  loading.layers.push(layer);
  return merge(below, layer, loading.merging);
}

/** The version that a file states, which each must: what it says may mean something else in another version. */
function checkedVersion({ entries, place }: MapTree, diagnostics: Diagnostic[]): Entry {
  const version = entries.get("version");
  if (version?.value.shape === "scalar" && version.value.value === 1) return version;
  diagnostics.push({
    message: version ? "version must be 1, the only one there is" : 'Missing "version"',
    place: version?.value.place ?? place,
    hint: version ? undefined : 'start with "version: 1"',
  });
  const key = version?.key ?? place;
  return { key, introduced: key, value: { shape: "scalar", value: 1, place: key, spot: () => key } };
}

function readSource(
  file: string,
  { read, blocking }: Loading,
  by: Asked | undefined,
): Source | undefined {
  try {
    return sourceOf(file, read(file));
  } catch (error) {
    const { message, hint, place } = error as Partial<Diagnostic>;
    blocking.push({
      message: `Cannot read recipe "${by?.name.startsWith(OWN_RECIPE) ? by.name : file}": ${message}`,
      place: place ?? by?.place,
      hint: hint ??
        (by ? parentHint(by.name) : "give the path of a recipe, for instance recipes/demo.yaml"),
    });
    return undefined;
  }
}

function parentsOf(tree: MapTree, blocking: Diagnostic[]): Asked[] {
  const value = tree.entries.get("extends")?.value;
  const items = value === undefined ? [] : value.shape === "list" ? value.items : [value];
  return items.flatMap((item) => {
    if (item.shape === "scalar" && typeof item.value === "string") {
      return [{ name: item.value, place: item.place }];
    }
    blocking.push({ message: '"extends" must be a path or a list of paths', place: item.place });
    return [];
  });
}
