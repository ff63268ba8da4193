/** The names within a macro: which mean two things, which mean nothing, and which nothing uses. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import {
  type CallExpression,
  callsIn,
  type Expression,
  ExpressionError,
  leavesOf,
  type Name,
} from "../expression/parts.ts";
import { parseExpression } from "../expression/parse.ts";
import type { Parameter } from "../kinds/functions/function.ts";
import { entryAt, placeAt, type ScalarTree, type Tree, wordsOf } from "../load/tree.ts";
import { OPEN_AXES } from "../recipe/define.ts";
import type { BlockStep, Macro, Step } from "./definition.ts";
import type { Numbers } from "../expression/constant.ts";

/** What the names within a macro may mean besides its own. */
export interface NamesContext {
  readonly tree: Tree;
  /** The parameters of a function or macro; undefined for a name that is none. */
  readonly parametersOf: ParametersOf;
  /** The options of a block, or of what a macro makes, that are expressions. */
  readonly inputsOf: (kind: string) => readonly string[];
  readonly constants: Numbers;
}

type ParametersOf = (name: string) => readonly Pick<Parameter, "name" | "takes">[] | undefined;

const PARTS = ["inputs", "options", "steps"] as const;

/**
 * Reports a name of two meanings, a repeated axis, an unknown name, and where there is none of these what nothing in the
 * macro uses: most likely misspelled.
 *
 * @returns False when the macro cannot be expanded.
 */
export function checkMacroNames(
  macro: Macro,
  context: NamesContext,
  diagnostics: Diagnostic[],
): boolean {
  const { tree } = context;
  const ambiguous = [...takenNames(macro, tree), ...repeatedAxes(macro, tree)];
  const unknown = unknownNames(macro, context);
  diagnostics.push(...ambiguous, ...unknown);
  if (unknown.length === 0) diagnostics.push(...unusedNames(macro, tree, context));
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
    const twice = axes.find((axis, i) => axis !== OPEN_AXES && axes.indexOf(axis) < i);
    if (twice === undefined) return [];
    const message = `Input "${input}" of ${macro.name} has axis ${twice} twice`;
    return [{ message, place: keyPlace(tree, macro, "inputs", input) }];
  });
}

/** Names that are neither inputs, options, steps nor constants, where a value is expected. */
function unknownNames(macro: Macro, context: NamesContext): Diagnostic[] {
  const numbers = [...macro.options.keys(), ...context.constants.names()];
  const known = [
    ...macro.inputs.keys(),
    ...macro.options.keys(),
    ...macro.steps.keys(),
    ...context.constants.names(),
  ];
  const isKnown = new Set(known);
  const parametersOf = (name: string) =>
    context.parametersOf(name) ?? inputsOf(macro.steps.get(name), context);
  return textsOf(macro, context).flatMap(({ expression, tree }) =>
    usesIn(expression, parametersOf).filter(({ name: { name } }) =>
      !isKnown.has(name) && !isWithin(name, macro)
    )
      .map(({ name, as }) => ({
        message: `Unknown ${as} "${name.name}"`,
        place: tree.spot(name.span.offset, name.span.length),
        hint: `${suggest(name.name, as === "constant" ? numbers : known)}; in ${macro.name}`,
      }))
  );
}

/** A step of what a step makes, `made.step`: what there is, is known when it is made. */
function isWithin(name: string, { steps }: Macro): boolean {
  return name.includes(".") && steps.get(name.split(".")[0]!)?.is === "block";
}

/** The parameters of a step that is called. */
function inputsOf(step: Step | undefined, context: NamesContext): ReturnType<ParametersOf> {
  return step?.is !== "block"
    ? undefined
    : context.inputsOf(step.kind).map((name) => ({ name, takes: "signal" as const }));
}

function unusedNames(macro: Macro, tree: Tree, context: NamesContext): Diagnostic[] {
  const used = new Set([
    ...textsOf(macro, context).flatMap(({ expression }) => namesIn(expression)),
    ...[...macro.steps.values()].flatMap((step) => step.is === "block" ? [...wordsOf(step.tree)] : []),
  ]);
  // The steps of a module are signals, which others may use.
  const parts = macro.isModule ? PARTS.filter((part) => part !== "steps") : PARTS;
  return parts.flatMap((part) =>
    [...macro[part].keys()].filter((name) => !used.has(name)).map((name) => ({
      message: `The ${part.slice(0, -1)} "${name}" of ${macro.name} is used nowhere`,
      place: keyPlace(tree, macro, part, name),
      hint: "remove it, or use it",
    }))
  );
}

/** An expression within a macro. */
interface Text {
  readonly expression: Expression;
  readonly tree: ScalarTree;
}

/** The expressions within a macro, those of blocks included; what is wrong in these is told where they are compiled. */
function textsOf({ steps, result }: Macro, { inputsOf }: NamesContext): Text[] {
  return [...steps.values(), result].flatMap((step): Text[] =>
    step.is === "expression" ? [step] : inputsOf(step.kind).flatMap((name) => textOf(step, name))
  );
}

function textOf({ tree }: BlockStep, option: string): Text[] {
  const stated = tree.entries.get(option)?.value;
  if (stated?.shape !== "scalar") return [];
  try {
    return [{ expression: parseExpression(String(stated.value)), tree: stated }];
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
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

function argumentsOf({ name, args }: CallExpression, as: Use["as"], parametersOf: ParametersOf) {
  const parameters = parametersOf(name);
  return args.flatMap((argument, place) => {
    const parameter = parameters?.find(({ name }, i) =>
      argument.name === undefined ? i === place : name === argument.name
    );
    if (!parameter || parameter.takes === "axis" || parameter.takes === "word") return [];
    return [{ part: argument.value, as: parameter.takes === "number" ? "constant" as const : as }];
  });
}

/** The names in an expression, with those of a step within `made.step`, and of what is called. */
function namesIn(expression: Expression): string[] {
  const leaves = leavesOf(expression).flatMap((leaf) => leaf.is === "name" ? [leaf.name] : []);
  return [...leaves, ...callsIn(expression)].flatMap((name) => [name, name.split(".")[0]!]);
}
