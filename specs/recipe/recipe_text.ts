/** A merged recipe as the text of a single file. */
import { stringify } from "yaml";
import { SECTIONS } from "./mod.ts";
import { type MapTree, plain } from "../load/tree.ts";

/** Writes a merged recipe as YAML: no `extends`, sections in their order, constants that nothing uses left out. */
export function recipeText(tree: MapTree, usedConstants: ReadonlySet<string>): string {
  const value = plain(tree) as Record<string, unknown>;
  const constants = Object.entries(value["constants"] ?? {}).filter(([name]) => usedConstants.has(name));
  const merged: Record<string, unknown> = { ...value, constants: Object.fromEntries(constants) };
  const sections = SECTIONS.filter((name) => merged[name] !== undefined).map((name) => [name, merged[name]]);
  return stringify(Object.fromEntries(sections), { lineWidth: 0 });
}
