/** Section `losses`: the weighted terms whose sum is trained. */
import { z } from "zod";
import { checkSection } from "../check/section.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { type Entry, subtree, type Tree } from "../load/tree.ts";
import type { LossTerm } from "../program.ts";
import type { Fields } from "../recipe/fields.ts";
import { showType } from "../types.ts";
import type { Declaration, SignalCompiler } from "./signals.ts";

/** The schema of a loss that is written as an expression. */
export function expressionLoss({ number }: Fields) {
  return z.strictObject({
    expression: z.string().describe("A scalar expression over the recipe's signals"),
    weight: number("Factor of this term in the total; 0 leaves it out of training").default(1),
  });
}

/** The declarations of the loss terms, as signals named `losses.<name>`. */
export function declareLosses(tree: Tree, fields: Fields, diagnostics: Diagnostic[]): Declaration[] {
  return entriesOf(tree).flatMap(([name, entry]): Declaration[] => {
    const path = ["losses", name];
    const declare = (value: Entry["value"]) => [{
      name: `losses.${name}`,
      section: "losses",
      path,
      entry: { ...entry, value },
    }];
    if (entry.value.shape === "map" && entry.value.entries.has("kind")) return declare(entry.value);
    if (entry.value.shape === "scalar" && typeof entry.value.value === "string") return declare(entry.value);
    if (!checkSection(tree, path, expressionLoss(fields), diagnostics)) return [];
    return declare(subtree(tree, [...path, "expression"])!);
  });
}

/** Compiles the terms; each must be a scalar. */
export function compileLosses(
  tree: Tree,
  fields: Fields,
  compiler: SignalCompiler,
  declared: readonly Declaration[],
  diagnostics: Diagnostic[],
): LossTerm[] {
  return declared.flatMap(({ name, path, entry }) => {
    const value = compiler.compile(name);
    if (!value) return [];
    if (value.type.dims.length > 0) {
      diagnostics.push({
        message: `A loss must be a scalar: ${path.join(".")} is ${showType(value.type)}`,
        place: entry.value.place,
        hint: "reduce it, for instance with mean(..., B)",
      });
      return [];
    }
    const stated = subtree(tree, [...path, "weight"]);
    const weight = stated
      ? checkSection(tree, [...path, "weight"], fields.number("Factor of this term"), diagnostics)
      : 1;
    return weight === undefined ? [] : [{ name: path[1]!, node: value.node, weight }];
  });
}

function entriesOf(tree: Tree): [string, Entry][] {
  const section = subtree(tree, ["losses"]);
  return section?.shape === "map" ? [...section.entries] : [];
}
