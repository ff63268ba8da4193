/** Section `define`: the macros of a recipe. */
import { checkSection } from "../check/section.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import { MACRO } from "../recipe/mod.ts";
import { type Macro, readStep } from "./macro.ts";

/** Reads the macros; those with mistakes are reported and left out. */
export function readMacros(
  tree: Tree,
  functions: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): Map<string, Macro> {
  const macros = new Map<string, Macro>();
  const section = subtree(tree, ["define"]);
  if (section && section.shape !== "map") {
    diagnostics.push({ message: "define must be a map of macros", place: section.place });
  }
  if (section?.shape !== "map") return macros;
  for (const [name, { key }] of section.entries) {
    if (functions.has(name)) {
      diagnostics.push({ message: `Cannot define "${name}": it is a function of the language`, place: key });
      continue;
    }
    const checked = checkSection(tree, ["define", name], MACRO, diagnostics);
    if (!checked) continue;
    const step = (...path: string[]) =>
      readStep(subtree(tree, ["define", name, ...path]) as ScalarTree, diagnostics);
    const steps = Object.keys(checked.steps).map((each) => [each, step("steps", each)] as const);
    const result = step("result");
    if (!result || steps.some(([, read]) => !read)) continue;
    macros.set(name, {
      name,
      inputs: new Map(Object.entries(checked.inputs)),
      options: new Map(Object.entries(checked.options)),
      steps: new Map(steps.map(([each, read]) => [each, read!])),
      result,
      diagnostics,
    });
  }
  return macros;
}
