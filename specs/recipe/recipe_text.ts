/** A merged recipe as the text of a single file. */
import { stringify } from "yaml";
import { SECTIONS } from "./mod.ts";
import { type MapTree, plain, subtree, wordsOf } from "../load/tree.ts";

/**
 * Writes a merged recipe as YAML: no `extends`, sections in their order, constants left out that nothing uses and no macro
 * names, called or not.
 */
export function recipeText(tree: MapTree, usedConstants: ReadonlySet<string>): string {
  const value = plain(tree) as Record<string, unknown>;
  const definitions = subtree(tree, ["define"]);
  const named = definitions ? wordsOf(definitions) : new Set();
  const constants = Object.entries(value["constants"] ?? {}).filter(([name]) =>
    usedConstants.has(name) || named.has(name)
  );
  const merged: Record<string, unknown> = { ...value, constants: Object.fromEntries(constants) };
  const sections = SECTIONS.filter((name) => merged[name] !== undefined).map((name) => [name, merged[name]]);
  return stringify(Object.fromEntries(sections), { lineWidth: 0 });
}
