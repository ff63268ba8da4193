/** The names within a macro: which mean two things, which mean nothing, and which nothing uses. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { type Call, type Expression, leavesOf, type Name } from "../expression/tree.ts";
import type { Parameter } from "../kinds/functions/function.ts";
import { entryAt, placeAt, type Tree } from "../load/tree.ts";
import type { Macro } from "./macro.ts";

/** The parameters of a function or macro; undefined for a name that is none. */
export type ParametersOf = (name: string) => readonly Pick<Parameter, "name" | "takes">[] | undefined;

const PARTS = ["inputs", "options", "steps"] as const;

/**
 * Reports a name of two meanings, a repeated axis, an unknown name, and where there is none of these what nothing in the
 * macro uses: most likely misspelled.
 *
 * @returns False when the macro cannot be expanded.
 */
export function checkMacroNames(
  macro: Macro,
  tree: Tree,
  parametersOf: ParametersOf,
  diagnostics: Diagnostic[],
): boolean {
  const ambiguous = [...takenNames(macro, tree), ...repeatedAxes(macro, tree)];
  const unknown = unknownNames(macro, parametersOf);
  diagnostics.push(...ambiguous, ...unknown);
  if (unknown.length === 0) diagnostics.push(...unusedNames(macro, tree));
  return ambiguous.length === 0;
}

function takenNames(macro: Macro, tree: Tree): Diagnostic[] {
  const seen = new Set<string>();
  return PARTS.flatMap((part) =>
    [...macro[part].keys()].flatMap((name) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      const message = `Name "${name}" of ${macro.name} is taken already`;
      return [{ message, place: keyPlace(tree, macro, part, name) }];
    })
  );
}

function repeatedAxes(macro: Macro, tree: Tree): Diagnostic[] {
  return [...macro.inputs].flatMap(([input, axes]) => {
    const twice = axes.find((axis, i) => axes.indexOf(axis) < i);
    if (twice === undefined) return [];
    const message = `Input "${input}" of ${macro.name} has axis ${twice} twice`;
    return [{ message, place: keyPlace(tree, macro, "inputs", input) }];
  });
}

/** Names that are neither inputs, options nor steps, where a value is expected. */
function unknownNames(macro: Macro, parametersOf: ParametersOf): Diagnostic[] {
  const numbers = [...macro.options.keys()];
  const known = [...macro.inputs.keys(), ...numbers, ...macro.steps.keys()];
  const isKnown = new Set(known);
  return [...macro.steps.values(), macro.result].flatMap(({ expression, tree }) =>
    usesIn(expression, parametersOf).filter(({ name }) => !isKnown.has(name.name)).map(({ name, as }) => ({
      message: `Unknown ${as} "${name.name}"`,
      place: tree.spot(name.span.offset, name.span.length),
      hint: `${suggest(name.name, as === "constant" ? numbers : known)}; in ${macro.name}`,
    }))
  );
}

function unusedNames(macro: Macro, tree: Tree): Diagnostic[] {
  const used = new Set([macro.result, ...macro.steps.values()].flatMap((step) => namesIn(step.expression)));
  return PARTS.flatMap((part) =>
    [...macro[part].keys()].filter((name) => !used.has(name)).map((name) => ({
      message: `The ${part.slice(0, -1)} "${name}" of ${macro.name} is used nowhere`,
      place: keyPlace(tree, macro, part, name),
      hint: "remove it, or use it",
    }))
  );
}

function keyPlace(tree: Tree, macro: Macro, ...inner: string[]) {
  const path = ["define", macro.name, ...inner];
  return entryAt(tree, path)?.key ?? placeAt(tree, path);
}

/** A name where a value is expected. */
interface Use {
  readonly name: Name;
  readonly as: "signal" | "constant";
}

/** The names of an expression but for axes and words; those in the arguments of an unknown function are left out. */
function usesIn(expression: Expression, parametersOf: ParametersOf): Use[] {
  const uses: Use[] = [];
  const open: { part: Expression; as: Use["as"] }[] = [{ part: expression, as: "signal" }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, as } = next;
    if (part.is === "name") uses.push({ name: part, as });
    else if (part.is === "list") {
      for (const item of part.items.toReversed()) open.push({ part: item, as });
    } else if (part.is === "call") open.push(...argumentsOf(part, as, parametersOf).toReversed());
  }
  return uses;
}

function argumentsOf({ name, args }: Call, as: Use["as"], parametersOf: ParametersOf) {
  const parameters = parametersOf(name);
  return args.flatMap((argument, place) => {
    const parameter = parameters?.find(({ name }, i) =>
      argument.name === undefined ? i === place : name === argument.name
    );
    if (!parameter || parameter.takes === "axis" || parameter.takes === "word") return [];
    return [{ part: argument.value, as: parameter.takes === "number" ? "constant" as const : as }];
  });
}

function namesIn(expression: Expression): string[] {
  return leavesOf(expression).flatMap((leaf) => leaf.is === "name" ? [leaf.name] : []);
}
