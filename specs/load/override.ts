/** Command-line overrides: `path=value`, where the value is YAML. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { readDocument } from "./document.ts";
import { sourceOf } from "./source.ts";
import { type MapTree, subtree, type Tree } from "./tree.ts";

/** Any name in a path. */
const ANY = "*";

/** Maps whose keys a recipe invents: an override may change an entry there, never add one by a misspelled name. */
const NAMED = [
  ["constants"],
  ["define"],
  ["use"],
  ["features", "sources"],
  ["embedding"],
  ["actionness"],
  ["mining"],
  ["losses"],
  ["logged"],
  ["inference", "proposals"],
  ["inference", "streams"],
  ["inference", "streams", ANY, "proposals"],
];

/** Steps that the path of an override may have. */
const DEEPEST = 64;

/** Reads one override as a tree to lay over the recipe. */
export function readOverride(text: string, recipe: Tree, diagnostics: Diagnostic[]): MapTree | undefined {
  const equals = text.indexOf("=");
  const source = sourceOf("--set", text);
  const path = text.slice(0, Math.max(0, equals)).split(".");
  if (equals < 1 || path.some((step) => step === "")) {
    diagnostics.push({
      message: `Cannot read override "${text}"`,
      place: source.place(0, text.length),
      hint: 'write "path.to.key=value", for instance "training.steps=100"',
    });
    return undefined;
  }
  if (path.length > DEEPEST) {
    diagnostics.push({
      message: `The path of an override has at most ${DEEPEST} steps: found ${path.length}`,
      place: source.place(0, equals),
    });
    return undefined;
  }
  if (path[0] === "extends") {
    diagnostics.push({
      message: 'Cannot set "extends"',
      place: source.place(0, equals),
      hint: "write a recipe",
    });
    return undefined;
  }
  const empty = text.slice(equals + 1).trim() === "";
  const value = readDocument({
    ...source,
    text: " ".repeat(equals + 1) + (empty ? "~" : text.slice(equals + 1)),
  });
  diagnostics.push(...value.diagnostics);
  const unknown = unknownName(path, recipe);
  if (unknown) {
    const at = path.slice(0, unknown.depth).join(".").length + (unknown.depth > 0 ? 1 : 0);
    diagnostics.push({
      message: `Unknown name "${path[unknown.depth]}" at ${path.slice(0, unknown.depth + 1).join(".")}`,
      place: source.place(at, path[unknown.depth]!.length),
      hint: suggest(path[unknown.depth]!, unknown.known),
    });
  }
  if (!value.tree || value.diagnostics.length > 0 || unknown) return undefined;
  return path.reduceRight<Tree>((inner, step, depth): MapTree => {
    const at = path.slice(0, depth).join(".").length + (depth > 0 ? 1 : 0);
    const key = source.place(at, step.length);
    return { shape: "map", place: key, entries: new Map([[step, { key, introduced: key, value: inner }]]) };
  }, value.tree) as MapTree;
}

/** Whether an override states or removes the value at a path: it names the path, or something above or below it. */
export function overridesPath(text: string, path: readonly string[]): boolean {
  const equals = text.indexOf("=");
  const named = text.slice(0, Math.max(0, equals)).split(".");
  if (!named.every((step, i) => i >= path.length || step === path[i])) return false;
  const { tree } = readDocument(sourceOf("--set", text.slice(equals + 1)));
  // A map is laid over the one that is there, and leaves what it does not name.
  const isMap = named.length < path.length && tree?.shape === "map";
  return !isMap || overridesWithin(tree, path.slice(named.length));
}

function overridesWithin(tree: Tree, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined || tree.shape !== "map") return true;
  const entry = tree.entries.get(step);
  return entry !== undefined && overridesWithin(entry.value, rest);
}

function unknownName(path: string[], recipe: Tree): { depth: number; known: string[] } | undefined {
  const sections = NAMED.filter((names) => names.every((name, i) => name === ANY || path[i] === name));
  const found = sections.filter(({ length }) => path.length > length).map(({ length }) => {
    const map = subtree(recipe, path.slice(0, length));
    return { depth: length, known: map?.shape === "map" ? [...map.entries.keys()] : [] };
  });
  return found.find(({ depth, known }) => !known.includes(path[depth]!));
}
