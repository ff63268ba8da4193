/** The signals, losses and statistics that a recipe declares, and under which names. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import { type Entry, subtree, type Tree } from "../../load/tree.ts";
import { type Fields, NAME, type Scheduled } from "../../options/fields.ts";
import { expressionLoss, lossWeight } from "../losses.ts";
import { SIGNAL_SECTIONS } from "../mod.ts";
import { entriesOf } from "./entries.ts";
import { checkSection } from "./section.ts";
import { unusableName } from "./wording.ts";

/** Where something with a value is declared. */
export interface Declaration {
  readonly name: string;
  readonly section: string;
  /** Path in the recipe. */
  readonly path: readonly string[];
  /** An expression or a block. */
  readonly entry: Entry;
}

/** A loss; `weight` is absent where it is wrong. */
export interface DeclaredLoss extends Declaration {
  readonly weight: Scheduled | undefined;
}

/** The signals of every section, in order; `taken` says of each name that is in use what uses it. */
export function declareSignals(
  tree: Tree,
  taken: ReadonlyMap<string, string>,
  diagnostics: Diagnostic[],
): Declaration[] {
  const seen = new Map(taken);
  return SIGNAL_SECTIONS.flatMap((section) =>
    [...entriesOf(tree, section, "signals", diagnostics)].flatMap(([name, entry]): Declaration[] => {
      const user = seen.get(name);
      if (user !== undefined || !NAME.test(name)) {
        const why = user === undefined
          ? undefined
          : { reason: `${user} has that name`, hint: "choose another name" };
        diagnostics.push(unusableName(name, "a signal", entry.key, why));
        return [];
      }
      seen.set(name, `${section}.${name}`);
      return [{ name, section, path: [section, name], entry }];
    })
  );
}

/** The losses, as signals named `losses.<name>`, and their weights. */
export function declareLosses(tree: Tree, fields: Fields, diagnostics: Diagnostic[]): DeclaredLoss[] {
  const entries = entriesOf(tree, "losses", "losses", diagnostics);
  return [...entries].flatMap(([name, entry]): DeclaredLoss[] => {
    if (!NAME.test(name)) {
      diagnostics.push(unusableName(name, "a loss", entry.key));
      return [];
    }
    const path = ["losses", name];
    const declare = (value: Entry["value"], weight: DeclaredLoss["weight"]) => [{
      name: `losses.${name}`,
      section: "losses",
      path,
      entry: { ...entry, value },
      weight,
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
    if (kind) {
      const weight = [...path, "weight"];
      return declare(
        entry.value,
        subtree(tree, weight) ? checkSection(tree, weight, lossWeight(fields), diagnostics) : 1,
      );
    }
    if (entry.value.shape === "scalar" && typeof entry.value.value === "string") {
      return declare(entry.value, 1);
    }
    const checked = checkSection(tree, path, expressionLoss(fields), diagnostics);
    return checked ? declare(subtree(tree, [...path, "expression"])!, checked.weight) : [];
  });
}

/** The statistics, as signals named `logged.<name>`. */
export function declareLogged(tree: Tree, diagnostics: Diagnostic[]): Declaration[] {
  return [...entriesOf(tree, "logged", "expressions", diagnostics)].flatMap(
    ([name, entry]): Declaration[] => {
      if (NAME.test(name)) {
        return [{ name: `logged.${name}`, section: "logged", path: ["logged", name], entry }];
      }
      diagnostics.push(unusableName(name, "a statistic", entry.key));
      return [];
    },
  );
}
