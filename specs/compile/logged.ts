/** Section `logged`: scalars that are written to the training log beside the losses. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { Statistic } from "../program.ts";
import type { Declaration } from "../recipe/check/declarations.ts";
import { showType } from "../types.ts";
import type { SignalCompiler } from "./signals.ts";

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
