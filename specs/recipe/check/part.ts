/** Files that are no whole recipe: told as what they are, since nothing else in them can be judged. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import type { LoadedTree } from "../../load/mod.ts";
import { SECTIONS } from "../mod.ts";

/** Keys by which other files are known, with what these are and which option takes them. */
const OTHERS = [
  ["encoder", "describes an encoder of films", "video features --encoder takes it"],
  ["variants", "describes a sweep", "sweep --grid takes it"],
] as const;

/** The mistake of a file that has no name and lacks sections; undefined where it is a recipe, right or wrong. */
export function partMistake({ tree, file }: LoadedTree, lacking: readonly string[]): Diagnostic | undefined {
  if (tree.entries.has("name") || lacking.length === 0) return undefined;
  const other = OTHERS.find(([key]) => tree.entries.has(key));
  if (other) {
    return { message: `"${file}" is no recipe: it ${other[1]}`, place: tree.place, hint: other[2] };
  }
  // What is misspelt may be the very key that is lacking.
  if (![...tree.entries.keys()].every((key) => (SECTIONS as readonly string[]).includes(key))) {
    return undefined;
  }
  return {
    message: `"${file}" is a part of recipes: it has no name, and lacks section${
      lacking.length > 1 ? "s" : ""
    } ${lacking.join(", ")}`,
    place: tree.place,
    hint:
      "name a recipe that extends it, or make it one: add name, and extends with a recipe that has the rest",
  };
}
