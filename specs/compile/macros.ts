/** Section `define`: the macros of a recipe. */
import { checkSection } from "../check/section.ts";
import type { Diagnostic } from "../diagnostics.ts";
import type { Expression } from "../expression/tree.ts";
import { entryAt, placeAt, type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import { NAME } from "../recipe/fields.ts";
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
    if (functions.has(name) || !NAME.test(name)) {
      const reason = functions.has(name) ? "it is a function of the language" : "use letters, digits and _";
      diagnostics.push({ message: `Cannot define "${name}": ${reason}`, place: key });
      continue;
    }
    const macro = readMacro(tree, name, diagnostics);
    if (macro) macros.set(name, macro);
  }
  return macros;
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
  const macro: Macro = {
    name,
    inputs: new Map(Object.entries(checked.inputs)),
    options: new Map(Object.entries(checked.options)),
    steps: new Map(steps.map(([each, read]) => [each, read!])),
    result,
    diagnostics,
  };
  return checkNames(macro, tree, diagnostics) ? macro : undefined;
}

/** Refuses a name of two meanings, a repeated axis, and what nothing in the macro uses: most likely misspelled. */
function checkNames(macro: Macro, tree: Tree, diagnostics: Diagnostic[]): boolean {
  const before = diagnostics.length;
  const used = new Set([macro.result, ...macro.steps.values()].flatMap((step) => namesIn(step.expression)));
  const seen = new Set<string>();
  for (const part of ["inputs", "options", "steps"] as const) {
    for (const name of macro[part].keys()) {
      const path = ["define", macro.name, part, name];
      const place = keyPlace(tree, path);
      const word = part.slice(0, -1);
      if (seen.has(name)) {
        diagnostics.push({ message: `Name "${name}" of ${macro.name} is taken already`, place });
      } else if (!used.has(name)) {
        const message = `The ${word} "${name}" of ${macro.name} is used nowhere`;
        diagnostics.push({ message, place, hint: "remove it, or use it" });
      }
      seen.add(name);
    }
  }
  for (const [input, axes] of macro.inputs) {
    const twice = axes.find((axis, i) => axes.indexOf(axis) < i);
    if (twice === undefined) continue;
    const place = keyPlace(tree, ["define", macro.name, "inputs", input]);
    diagnostics.push({ message: `Input "${input}" of ${macro.name} has axis ${twice} twice`, place });
  }
  return diagnostics.length === before;
}

function keyPlace(tree: Tree, path: readonly string[]) {
  return entryAt(tree, path)?.key ?? placeAt(tree, path);
}

function namesIn(expression: Expression): string[] {
  if (expression.is === "name") return [expression.name];
  if (expression.is === "number") return [];
  const parts = expression.is === "list" ? expression.items : expression.args.map((arg) => arg.value);
  return parts.flatMap(namesIn);
}
