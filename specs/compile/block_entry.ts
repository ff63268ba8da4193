/** The entry of a block, or of what a macro makes: its options and inputs, and what is wrong with them. */
import type { z } from "zod";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import { checkSection } from "../recipe/check/section.ts";
import type { BlockStep } from "./definition.ts";
import { compileText } from "./expression.ts";
import { AlreadyReported } from "../expression/reported.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** An entry, in a scope. */
export interface BlockEntry {
  /** Path in the recipe. */
  readonly path: readonly string[];
  /** The value of an option as it is written; undefined where it is not. */
  tree(option: string): Tree | undefined;
  /**
   * The checked options.
   *
   * @throws {AlreadyReported} Where they are wrong.
   */
  options<S extends z.ZodType>(schema: S): z.output<S>;
  /**
   * The values of options that are expressions. Every one is looked at before a mistake ends it.
   *
   * @throws {AlreadyReported} Where one is wrong.
   */
  inputs(options: readonly string[]): Value[];
  /** Reports a mistake, once where a macro is expanded several times, and gives what to throw. */
  tell(diagnostic: Diagnostic): AlreadyReported;
}

/** Reads an entry. */
export function blockEntry({ path }: BlockStep, recipe: Tree, scope: Scope): BlockEntry {
  const tree = (option: string) => subtree(recipe, [...path, option]);
  const tell = (told: Diagnostic): AlreadyReported => {
    const hint = [told.hint, scope.within].filter((text) => text !== undefined).join("; ");
    const isKnown = scope.diagnostics.some(({ message, place }) =>
      message === told.message && samePlace(place, told.place)
    );
    if (!isKnown) scope.diagnostics.push({ ...told, hint: hint === "" ? undefined : hint });
    return new AlreadyReported();
  };
  return {
    path,
    tree,
    tell,
    options(schema) {
      const found: Diagnostic[] = [];
      const options = checkSection(withoutOutside(recipe, path), path, schema, found);
      if (options === undefined || found.length > 0) {
        found.forEach(tell);
        throw new AlreadyReported();
      }
      return options;
    },
    inputs(options) {
      const values = options.map((option) => compileText(tree(option) as ScalarTree, scope));
      if (values.some((value) => !value)) throw new AlreadyReported();
      return values.map((value) => value!);
    },
  };
}

function samePlace(a: Diagnostic["place"], b: Diagnostic["place"]): boolean {
  return a?.file === b?.file && a?.line === b?.line && a?.column === b?.column;
}

/** The recipe without the keys of an entry that are not its own: its kind, and the weight of a loss. */
function withoutOutside(tree: Tree, path: readonly string[]): Tree {
  const outside = path[0] === "losses" ? ["kind", "weight"] : ["kind"];
  const strip = (tree: Tree, [step, ...rest]: readonly string[]): Tree => {
    if (tree.shape !== "map") return tree;
    const entries = new Map(tree.entries);
    if (step === undefined) {
      for (const key of outside) entries.delete(key);
    } else {
      const entry = entries.get(step)!;
      entries.set(step, { ...entry, value: strip(entry.value, rest) });
    }
    return { ...tree, entries };
  };
  return strip(tree, path);
}
