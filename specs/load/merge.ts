/** Lays one tree over another: maps merge, lists and blocks of another kind replace, null removes. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { MapTree, Tree } from "./tree.ts";

/** Options that exclude each other: a later file or flag that states one of them replaces the other. */
const INSTEAD: Readonly<Record<string, string>> = { "training.steps": "epochs", "training.epochs": "steps" };

/** The kind of a group of `proposals` in section `inference` that states none. */
export const UNSAID_GROUP = "absolute";

/** The kinds of what states none, where a map may leave it out. */
const UNSAID: readonly { readonly path: RegExp; readonly kind: string }[] = [
  { path: /^inference\.(streams\.[^.]+\.)?proposals\.[^.]+$/, kind: UNSAID_GROUP },
];

/** Lays `patch` over `base`; a null that has nothing to remove is reported. */
export function merge(
  base: Tree | undefined,
  patch: Tree,
  diagnostics: Diagnostic[],
  path: readonly string[] = [],
): Tree {
  if (patch.shape !== "map") return patch;
  const kept = base?.shape === "map" && !otherKind(base, patch, path.join(".")) ? base : undefined;
  const entries = new Map(kept?.entries);
  const removed = new Map(kept?.removed);
  for (const [key, entry] of patch.entries) {
    const below = entries.get(key);
    if (entry.value.shape === "scalar" && entry.value.value === null) {
      if (below) removed.set(key, { key: entry.key, value: below.value });
      if (!entries.delete(key)) {
        diagnostics.push({
          message: `Cannot remove "${[...path, key].join(".")}": there is nothing of that name`,
          place: entry.key,
          hint: suggest(key, [...entries.keys()]),
        });
      }
      continue;
    }
    removed.delete(key);
    const other = INSTEAD[[...path, key].join(".")];
    if (other !== undefined && !patch.entries.has(other)) entries.delete(other);
    const value = merge(below?.value, entry.value, diagnostics, [...path, key]);
    entries.set(key, { key: entry.key, introduced: below?.introduced ?? entry.introduced, value });
  }
  return { shape: "map", place: patch.place, entries, removed };
}

/** Whether a map that is laid over another replaces it, since it states another kind. */
export function otherKind(base: MapTree, patch: MapTree, path: string): boolean {
  const kind = kindOf(patch);
  return kind !== undefined && kind !== kindAt(base, path);
}

/** The kind that a map at a path states, or that it has where it states none. */
export function kindAt(map: MapTree, path: string): unknown {
  return kindOf(map) ?? UNSAID.find((each) => each.path.test(path))?.kind;
}

function kindOf({ entries }: MapTree) {
  const kind = entries.get("kind")?.value;
  return kind?.shape === "scalar" ? kind.value : undefined;
}
