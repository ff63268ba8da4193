/** Section `define`: the macros of a recipe. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { parseExpression } from "../expression/parse.ts";
import type { Parameter } from "../kinds/functions/function.ts";
import { type MapTree, plain, type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import type { Definition } from "../recipe/check/definitions.ts";
import type { ExpressionStep, Macro, Step } from "./definition.ts";
import { checkMacroNames } from "./macro_names.ts";
import { reportExpression } from "../expression/reported.ts";
import type { Callables } from "./scope.ts";
import type { Numbers } from "../expression/constant.ts";

/** What reading macros needs. */
export interface MacroContext extends Omit<Callables, "macros"> {
  readonly tree: Tree;
  readonly definitions: ReadonlyMap<string, Definition | undefined>;
  readonly constants: Numbers;
  readonly diagnostics: Diagnostic[];
}

/** Reads the macros; one that cannot be expanded is reported, and undefined. */
export function readMacros(context: MacroContext): Map<string, Macro | undefined> {
  const { tree, functions, blocks, definitions, constants, diagnostics } = context;
  const read = new Map(
    [...definitions].map(([name, checked]) => [name, checked && readMacro(name, checked, context)]),
  );
  const modules = modulesOf(read, context);
  const macros = new Map(
    [...read].map(([name, macro]) => [name, macro && { ...macro, isModule: modules.has(name) }]),
  );
  const parametersOf = (name: string) => functions.get(name)?.parameters ?? macroParameters(macros.get(name));
  const inputsOf = (kind: string) => blocks.get(kind)?.inputs ?? [...macros.get(kind)?.inputs.keys() ?? []];
  const ambiguous = [...macros.values()].filter((macro) =>
    macro && !checkMacroNames(macro, { tree, parametersOf, inputsOf, constants }, diagnostics)
  );
  for (const macro of ambiguous) macros.set(macro!.name, undefined);
  return macros;
}

/** The macros that hold blocks, themselves or within the modules that they use. */
function modulesOf(
  macros: ReadonlyMap<string, Macro | undefined>,
  { blocks }: Pick<Callables, "blocks">,
): Set<string> {
  const modules = new Set<string>();
  for (let before = -1; before < modules.size;) {
    before = modules.size;
    for (const [name, macro] of macros) {
      const holds = [...macro?.steps.values() ?? []].some((step) =>
        step.is === "block" && (blocks.has(step.kind) || modules.has(step.kind))
      );
      if (holds) modules.add(name);
    }
  }
  return modules;
}

function macroParameters(macro: Macro | undefined): Pick<Parameter, "name" | "takes">[] | undefined {
  return macro && [
    ...[...macro.inputs.keys()].map((name) => ({ name, takes: "signal" as const })),
    ...[...macro.options.keys()].map((name) => ({ name, takes: "number" as const })),
  ];
}

function readMacro(
  name: string,
  checked: Definition,
  { tree, diagnostics }: MacroContext,
): Macro | undefined {
  const path = ["define", name];
  const expression = (...inner: string[]) =>
    readExpression(subtree(tree, [...path, ...inner]) as ScalarTree, diagnostics);
  const steps = Object.keys(checked.steps).map((each) => {
    const inner = [...path, "steps", each];
    const stated = subtree(tree, inner)!;
    return [each, stated.shape === "map" ? readBlock(stated, inner) : expression("steps", each)] as const;
  });
  const result = expression("result");
  if (!result || steps.some(([, read]) => !read)) return undefined;
  return {
    name,
    inputs: new Map(Object.entries(checked.inputs)),
    options: new Map(Object.entries(checked.options)),
    steps: new Map(steps.map(([each, read]) => [each, read as Step])),
    result,
    isModule: false,
  };
}

function readBlock(tree: MapTree, path: readonly string[]): Step {
  return { is: "block", kind: String(plain(tree.entries.get("kind")!.value)), path, tree };
}

/** Parses an expression; a mistake is reported and gives undefined. */
function readExpression(tree: ScalarTree, diagnostics: Diagnostic[]): ExpressionStep | undefined {
  try {
    return { is: "expression", expression: parseExpression(String(tree.value)), tree };
  } catch (error) {
    reportExpression(error, tree, diagnostics);
    return undefined;
  }
}
