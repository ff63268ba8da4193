/** A recipe file to one tree: its parents first, the file over them, the command line's overrides last. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { readDocument } from "./document.ts";
import { merge } from "./merge.ts";
import { readOverride } from "./override.ts";
import { dirname, isAbsolute, join, normalize } from "./paths.ts";
import { type Source, sourceOf } from "./source.ts";
import { recipeError } from "./recipe_error.ts";
import { type Entry, type MapTree, subtree, type Tree } from "./tree.ts";

/** What loading needs from outside. */
export interface LoadOptions {
  /** Overrides `path=value`, in order; the last one wins. */
  readonly set?: readonly string[];
  /** Folder that paths in overrides are relative to. */
  readonly folder?: string;
  /** Folder that relative paths start from; with it, data.root becomes absolute. */
  readonly cwd?: string;
  /** Reads a text file; throws when it cannot, an error whose message says why. */
  readonly read: (path: string) => string;
}

/** A loaded recipe: not yet checked. */
export interface LoadedTree {
  readonly file: string;
  readonly tree: MapTree;
  /** The recipe as the files have it, without the overrides. */
  readonly written: MapTree;
  /** The files that took part, parents first. */
  readonly files: readonly string[];
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
 */
export function loadTree(named: string, { set = [], folder = ".", cwd = "", read }: LoadOptions): LoadedTree {
  const file = normalize(named);
  const blocking: Diagnostic[] = [];
  const diagnostics: Diagnostic[] = [];
  const merging: Diagnostic[] = [];
  const files: string[] = [];
  const asked: string[] = [];
  const layers: MapTree[] = [];
  const loading = { read, cwd, blocking, diagnostics, merging, files, asked, layers, open: [] };
  let tree = loadFile(file, undefined, loading);
  if (!tree || blocking.length > 0) {
    throw recipeError(file, [...blocking, ...diagnostics], asked.toReversed(), set);
  }
  diagnostics.push(...merging);
  const written = tree as MapTree;
  for (const text of set) {
    const patch = readOverride(text, tree, diagnostics);
    if (!patch) continue;
    const layer = resolvePaths(patch, cwd, folder);
    layers.push(layer);
    tree = merge(tree, layer, diagnostics);
  }
  return { file, tree: tree as MapTree, written, files, overrides: set, layers, diagnostics };
}

/** What a file says of itself, which is not true of one that extends it. */
const NOT_INHERITED = ["name", "description"];

/** How many recipes may extend each other in a row. */
const DEEPEST = 100;

interface Loading {
  readonly read: (path: string) => string;
  readonly cwd: string;
  /** Mistakes after which nothing can be checked, since a later message would mislead. */
  readonly blocking: Diagnostic[];
  readonly diagnostics: Diagnostic[];
  /** Mistakes against parents, which mislead where one of these is absent. */
  readonly merging: Diagnostic[];
  /** The files laid in so far. */
  readonly files: string[];
  /** The files asked for so far, the recipe first. */
  readonly asked: string[];
  /** What the files laid in so far state. */
  readonly layers: MapTree[];
  /** The files being loaded, outermost first. */
  readonly open: readonly string[];
}

/** Lays a file over what is there, its parents first. A file takes part once, where it is first needed. */
function loadFile(
  file: string,
  below: Tree | undefined,
  loading: Loading,
  asked?: Diagnostic["place"],
): Tree | undefined {
  const { blocking, diagnostics, merging, open, files } = loading;
  const again = open.indexOf(file);
  if (again >= 0) {
    blocking.push({
      message: `Cyclic "extends": ${[...open.slice(again), file].join(" -> ")}`,
      place: asked,
      hint: "a recipe cannot extend itself, directly or through others",
    });
    return below;
  }
  if (files.includes(file)) return below;
  if (open.length === DEEPEST) {
    blocking.push({
      message: `Recipes extend each other at most ${DEEPEST} deep: "${file}" is one more`,
      place: asked,
      hint: "let one recipe extend a list of others",
    });
    return below;
  }
  loading.asked.push(file);
  const source = readSource(file, loading, asked);
  if (!source) return below;
  const document = readDocument(source);
  blocking.push(...document.diagnostics);
  if (!document.tree) return below;
  if (document.tree.shape !== "map") {
    blocking.push({
      message: "A recipe is a map of sections",
      place: document.tree.place,
      hint: 'start with "version: 1"',
    });
    return below;
  }
  let base = below;
  for (const parent of parentsOf(document.tree, blocking)) {
    const path = isAbsolute(parent.name) ? parent.name : join(dirname(file), parent.name);
    base = loadFile(path, base, { ...loading, open: [...open, file] }, parent.place);
  }
  files.push(file);
  const own = new Map(document.tree.entries);
  own.delete("extends");
  if (asked) NOT_INHERITED.forEach((key) => own.delete(key));
  own.set("version", checkedVersion(document.tree, diagnostics));
  const layer = resolvePaths({ ...document.tree, entries: own }, loading.cwd, dirname(file));
  loading.layers.push(layer);
  return merge(base, layer, merging);
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
  asked: Diagnostic["place"],
): Source | undefined {
  try {
    return sourceOf(file, read(file));
  } catch (error) {
    const { message, hint, place } = error as Partial<Diagnostic>;
    blocking.push({
      message: `Cannot read recipe "${file}": ${message}`,
      place: place ?? asked,
      hint: hint ??
        (asked
          ? "paths in a recipe are relative to that file"
          : "give the path of a recipe, for instance recipes/demo.yaml"),
    });
    return undefined;
  }
}

function parentsOf(tree: MapTree, blocking: Diagnostic[]) {
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

/** Makes paths start where the command runs instead of at the file that states them: the data set, extensions. */
function resolvePaths(tree: MapTree, cwd: string, folder: string): MapTree {
  const resolve = (path: string) =>
    isAbsolute(path) ? path : join(isAbsolute(folder) ? "" : cwd, folder, path);
  const used = subtree(tree, ["use"]);
  const extensions = used?.shape === "map" ? [...used.entries.keys()].map((name) => ["use", name]) : [];
  return [["data", "root"], ...extensions].reduce(
    (whole, path) => mapText(whole, path, resolve) as MapTree,
    tree,
  );
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
