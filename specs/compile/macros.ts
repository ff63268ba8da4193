/** Section `define`: the macros of a recipe. */
import { checkSection } from "../recipe/check/section.ts";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { FunctionSpec, Parameter } from "../kinds/functions/function.ts";
import { type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import { NAME } from "../recipe/fields.ts";
import { MACRO } from "../recipe/mod.ts";
import { type Macro, readStep } from "./macro.ts";
import { checkMacroNames } from "./macro_names.ts";

/** Reads the macros; one that cannot be expanded is reported, and undefined. */
export function readMacros(
  tree: Tree,
  functions: ReadonlyMap<string, FunctionSpec>,
  diagnostics: Diagnostic[],
): Map<string, Macro | undefined> {
  const macros = new Map<string, Macro | undefined>();
  const section = subtree(tree, ["define"]);
  if (section && section.shape !== "map") {
    diagnostics.push({ message: "define must be a map of macros", place: section.place });
  }
  if (section?.shape !== "map") return macros;
  for (const [name, { key }] of section.entries) {
    if (functions.has(name) || !NAME.test(name)) {
      const reason = functions.has(name) ? "it is a function of the language" : "use letters, digits and _";
      diagnostics.push({ message: `Cannot define "${name}": ${reason}`, place: key });
      if (functions.has(name)) macros.set(name, undefined);
    } else macros.set(name, readMacro(tree, name, diagnostics));
  }
  const parametersOf = (name: string) => functions.get(name)?.parameters ?? macroParameters(macros.get(name));
  const ambiguous = [...macros.values()].filter((macro) =>
    macro && !checkMacroNames(macro, tree, parametersOf, diagnostics)
  );
  for (const macro of ambiguous) macros.set(macro!.name, undefined);
  return macros;
}

function macroParameters(macro: Macro | undefined): Pick<Parameter, "name" | "takes">[] | undefined {
  return macro && [
    ...[...macro.inputs.keys()].map((name) => ({ name, takes: "signal" as const })),
    ...[...macro.options.keys()].map((name) => ({ name, takes: "number" as const })),
  ];
}

function readMacro(tree: Tree, name: string, diagnostics: Diagnostic[]): Macro | undefined {
  const path = ["define", name];
  const checked = checkSection(tree, path, MACRO, diagnostics);
  if (!checked) return undefined;
  const step = (...inner: string[]) =>
    readStep(subtree(tree, [...path, ...inner]) as ScalarTree, diagnostics);
  const steps = Object.keys(checked.steps).map((each) => [each, step("steps", each)] as const);
  const result = step("result");
  if (!result || steps.some(([, read]) => !read)) return undefined;
  return {
    name,
    inputs: new Map(Object.entries(checked.inputs)),
    options: new Map(Object.entries(checked.options)),
    steps: new Map(steps.map(([each, read]) => [each, read!])),
    result,
    diagnostics,
  };
}
