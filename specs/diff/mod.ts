/** What differs between two recipes, each merged with its parents and overrides. */
import { stringify } from "yaml";
import { kindAt } from "../load/merge.ts";
import { entryAt, type MapTree, placeAt, placeText, plain, type Tree } from "../load/tree.ts";
import { type Program, settingAt } from "../program.ts";
import { SECTIONS } from "../recipe/mod.ts";

/** A recipe of which both forms are at hand. */
export interface ReadRecipe {
  /** The recipe, merged. */
  readonly tree: MapTree;
  /** What it means. */
  readonly program: Program;
}

/** A value in one of two recipes. */
export interface Stated {
  /** What is written there, or the default where nothing is. */
  readonly value: unknown;
  /** `file:line`, the override that has the last word, or "default". */
  readonly from: string;
}

/** A place at which two recipes differ. */
export interface Difference {
  /** Steps to a value, or to an entry that only one of both has. */
  readonly path: readonly string[];
  /** The value in the first recipe; absent where it has none. */
  readonly was?: Stated;
  /** The value in the second recipe; absent where it has none. */
  readonly now?: Stated;
}

/** What a recipe says of itself, which always differs. */
const HEADING = ["version", "name", "description", "extends"];

/** The sections whose texts are expressions: spaces mean nothing there. */
const EXPRESSIONS = ["constants", "define", "embedding", "actionness", "mining", "losses", "logged"];

/** Where the order of a map counts: rows of sources are concatenated in it. */
const ORDERED = ["features", "sources"];

/**
 * Every difference, in the order of sections, the first recipe's entries before those that only the second has.
 *
 * @example See what an ablation changes
 * ```ts
 * import { compileTree, diffRecipes, loadTree } from "@walt/walt";
 * import assert from "node:assert/strict";
 * import { readFileSync } from "node:fs";
 *
 * const read = (file: string) => {
 *   const { tree, ...loaded } = loadTree(file, { read: (path) => readFileSync(path, "utf8") });
 *   return { tree, program: compileTree({ tree, ...loaded }) };
 * };
 * const changed = diffRecipes(
 *   read("recipes/demo.yaml"),
 *   read("recipes/ablations/demo_action_only.yaml"),
 * );
 * assert.ok(changed.some(({ path }) => path[0] === "losses"));
 * ```
 */
export function diffRecipes(was: ReadRecipe, now: ReadRecipe): Difference[] {
  const sections = SECTIONS.filter((name) => !HEADING.includes(name));
  return sections.flatMap((name) => diffAt([name], was, now));
}

function diffAt(path: readonly string[], was: ReadRecipe, now: ReadRecipe): Difference[] {
  const [old, next] = [valueAt(path, was), valueAt(path, now)];
  if (old?.shape === "map" && next?.shape === "map") {
    const kind = kindAt(next, path.join("."));
    if (kind !== undefined && kind !== kindAt(old, path.join("."))) {
      return [ofKind(kind, difference(path, was, now))];
    }
    if (isOrdered(path) && inAnotherOrder(old, next)) return [difference(path, was, now)];
    const keys = new Set([...old.entries.keys(), ...next.entries.keys()]);
    return [...keys].flatMap((key) => diffAt([...path, key], was, now));
  }
  if (!old && !next || isIdle(path, was) && isIdle(path, now)) return [];
  if (old && next && sameText(path, plain(old), plain(next))) return [];
  // A number, and a constant that has its value, are two texts: the patch that takes the constant away needs the number.
  if (old?.shape === "scalar" && next?.shape === "scalar") return [difference(path, was, now)];
  // The same may be said by a default, or by a kind's word alone.
  const [before, after] = [defaultAt(was.program, path), defaultAt(now.program, path)];
  if (before !== undefined && isEqual(before, after)) return [];
  return [difference(path, was, now)];
}

/** A difference that says the kind of the second recipe's value, also where that states none. */
function ofKind(kind: unknown, { path, was, now }: Difference): Difference {
  const { value, from } = now!;
  return { path, ...(was && { was }), now: { value: { kind, ...value as object }, from } };
}

/** The tree at a path; a section that is absent has no entries. */
function valueAt(path: readonly string[], { tree }: ReadRecipe): Tree | undefined {
  const found = entryAt(tree, path)?.value;
  return found || path.length > 1 ? found : { shape: "map", place: tree.place, entries: new Map() };
}

/** Whether it is a constant that nothing uses, which a run's recipe leaves out. */
function isIdle([section, name]: readonly string[], { tree, program }: ReadRecipe): boolean {
  if (section !== "constants" || name === undefined || name in program.recipe.constants) return false;
  // A macro that nothing calls names it all the same.
  const macros = entryAt(tree, ["define"])?.value;
  return !macros || !new RegExp(`\\b${name}\\b`).test(JSON.stringify(plain(macros)));
}

function difference(path: readonly string[], was: ReadRecipe, now: ReadRecipe): Difference {
  const [before, after] = [statedAt(path, was), statedAt(path, now)];
  return { path, ...(before && { was: before }), ...(after && { now: after }) };
}

function statedAt(path: readonly string[], { tree, program }: ReadRecipe): Stated | undefined {
  const found = entryAt(tree, path)?.value;
  if (found) return { value: plain(found), from: placeText(placeAt(tree, path)) };
  const value = defaultAt(program, path);
  return value === undefined ? undefined : { value, from: "default" };
}

/** A constant has no default. */
function defaultAt(program: Program, path: readonly string[]): unknown {
  return path[0] === "constants" ? undefined : settingAt(program, path);
}

function sameText([section]: readonly string[], was: unknown, now: unknown): boolean {
  if (!EXPRESSIONS.includes(section!)) return isEqual(was, now);
  const bare = (value: unknown) =>
    JSON.stringify(value, (_, each) => typeof each === "string" ? each.replace(/\s+/g, "") : each);
  return bare(was) === bare(now);
}

function isEqual(was: unknown, now: unknown): boolean {
  return JSON.stringify(was) === JSON.stringify(now);
}

function isOrdered(path: readonly string[]): boolean {
  return path.join() === ORDERED.join();
}

function inAnotherOrder(was: MapTree, now: MapTree): boolean {
  const keysOf = (own: MapTree, other: MapTree) =>
    [...own.entries.keys()].filter((key) => other.entries.has(key));
  return keysOf(was, now).join() !== keysOf(now, was).join();
}

/** A value as it is written on one line. */
export function statedText({ value }: Pick<Stated, "value">): string {
  const text = typeof value === "string"
    ? value
    : stringify(value, { collectionStyle: "flow", lineWidth: 0 });
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}

/** Whether a difference is one of order alone, which no recipe that extends another can make. */
export function isReordered({ path }: Difference): boolean {
  return isOrdered(path);
}

/** The sections of a recipe that, laid over the first one, makes the second; null removes. */
export function patchOf(differences: readonly Difference[]): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const { path, now } of differences) {
    let at = patch;
    for (const step of path.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
    at[path.at(-1)!] = now === undefined || now.from === "default" ? null : now.value;
  }
  return patch;
}
