/** Section `losses`: the weighted terms whose sum is trained. */
import { z } from "zod";
import { checkSection } from "../recipe/check/section.ts";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { type Entry, placeAt, subtree, type Tree } from "../load/tree.ts";
import type { LossTerm, Node } from "../program.ts";
import { type Fields, NAME } from "../options/fields.ts";
import { showType } from "../types.ts";
import { reachOf } from "./reach.ts";
import type { Declaration, SignalCompiler } from "./signals.ts";

/** The schema of a loss that is written as an expression. */
export function expressionLoss(fields: Fields) {
  return z.strictObject({
    expression: z.string().describe("A scalar expression over the recipe's signals"),
    weight: lossWeight(fields).default(1),
  });
}

/** The schema of a loss's weight. */
function lossWeight({ scheduled }: Fields) {
  return scheduled("Factor of this term in the total; 0 leaves it out of training");
}

/** The declarations of the loss terms, as signals named `losses.<name>`. */
export function declareLosses(tree: Tree, fields: Fields, diagnostics: Diagnostic[]): Declaration[] {
  return entriesOf(tree, diagnostics).flatMap(([name, entry]): Declaration[] => {
    if (!NAME.test(name)) {
      const message = `Cannot name a loss "${name}"`;
      diagnostics.push({ message, place: entry.key, hint: "use letters, digits and _" });
      return [];
    }
    const path = ["losses", name];
    const declare = (value: Entry["value"]) => [{
      name: `losses.${name}`,
      section: "losses",
      path,
      entry: { ...entry, value },
    }];
    const kind = entry.value.shape === "map" ? entry.value.entries.get("kind") : undefined;
    if (kind && subtree(tree, [...path, "expression"])) {
      diagnostics.push({
        message: `losses.${name} has an expression and a kind`,
        place: kind.key,
        hint: "a loss is one of them: remove the other",
      });
      return [];
    }
    if (kind) return declare(entry.value);
    if (entry.value.shape === "scalar" && typeof entry.value.value === "string") return declare(entry.value);
    if (!checkSection(tree, path, expressionLoss(fields), diagnostics)) return [];
    return declare(subtree(tree, [...path, "expression"])!);
  });
}

/** Compiles the terms; each must be a scalar that depends on a trainable tensor. */
export function compileLosses(
  tree: Tree,
  fields: Fields,
  compiler: SignalCompiler,
  declared: readonly Declaration[],
  nodes: readonly Node[],
  diagnostics: Diagnostic[],
): LossTerm[] {
  const trains = reachOf(nodes, ({ parameters }) => parameters.length > 0, ({ detached }) => detached);
  const terms = declared.flatMap(({ name, path, entry }) => {
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
    if (!trains(value.node)) {
      diagnostics.push({
        message: `A loss must train something: no gradient of ${path.join(".")} reaches a trainable tensor`,
        place: entry.key,
        hint: "comparisons, indices and stop_gradient pass no gradient",
      });
      return [];
    }
    const stated = subtree(tree, [...path, "weight"]);
    const weight = stated ? checkSection(tree, [...path, "weight"], lossWeight(fields), diagnostics) : 1;
    return weight === undefined ? [] : [{ name: path[1]!, node: value.node, weight }];
  });
  const section = subtree(tree, ["losses"]);
  const none = !section || (section.shape === "map" && section.entries.size === 0);
  const allZero = terms.length > 0 && terms.length === declared.length &&
    terms.every(({ weight }) => weight === 0);
  if (none || allZero) {
    diagnostics.push({
      message: none
        ? 'A recipe needs at least one loss in section "losses"'
        : "Every loss has weight 0: there is nothing to train",
      place: placeAt(tree, ["losses"]),
    });
  }
  return terms;
}

function entriesOf(tree: Tree, diagnostics: Diagnostic[]): [string, Entry][] {
  const section = subtree(tree, ["losses"]);
  if (section && section.shape !== "map") {
    diagnostics.push({ message: "losses must be a map of losses", place: section.place });
  }
  return section?.shape === "map" ? [...section.entries] : [];
}
