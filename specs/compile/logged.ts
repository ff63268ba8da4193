/** Section `logged`: scalars that are written to the training log beside the losses. */
import { type Diagnostic } from "../diagnostics/diagnostics.ts";
import { subtree, type Tree } from "../load/tree.ts";
import type { Statistic } from "../program.ts";
import { NAME } from "../options/fields.ts";
import { showType } from "../types.ts";
import type { Declaration, SignalCompiler } from "./signals.ts";

/** The declarations of the statistics, as signals named `logged.<name>`. */
export function declareLogged(tree: Tree, diagnostics: Diagnostic[]): Declaration[] {
  const section = subtree(tree, ["logged"]);
  if (section && section.shape !== "map") {
    diagnostics.push({ message: "logged must be a map of expressions", place: section.place });
  }
  const entries = section?.shape === "map" ? [...section.entries] : [];
  return entries.flatMap(([name, entry]): Declaration[] => {
    if (NAME.test(name)) {
      return [{ name: `logged.${name}`, section: "logged", path: ["logged", name], entry }];
    }
    const message = `Cannot name a statistic "${name}"`;
    diagnostics.push({ message, place: entry.key, hint: "use letters, digits and _" });
    return [];
  });
}

/** Compiles the statistics; each must be a scalar. */
export function compileLogged(
  compiler: SignalCompiler,
  declared: readonly Declaration[],
  diagnostics: Diagnostic[],
): Statistic[] {
  return declared.flatMap(({ name, path, entry }) => {
    const value = compiler.compile(name);
    if (!value) return [];
    if (value.type.dims.length === 0) return [{ name: path[1]!, node: value.node }];
    diagnostics.push({
      message: `What is logged must be a scalar: ${name} is ${showType(value.type)}`,
      place: entry.value.place,
      hint: "reduce it, for instance with mean(..., B)",
    });
    return [];
  });
}
