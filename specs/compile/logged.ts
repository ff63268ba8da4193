/** Section `logged`: scalars that are written to the training log beside the losses. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { Statistic } from "../program.ts";
import type { Declaration } from "../recipe/check/declarations.ts";
import type { SignalCompiler } from "./signals.ts";
import { showType } from "../types.ts";
import { noScalar } from "./wording.ts";

/** Compiles the statistics; each must be a scalar. */
export function compileLogged(
  compiler: SignalCompiler,
  declared: readonly Declaration[],
  diagnostics: Diagnostic[],
): Statistic[] {
  return declared.flatMap(({ name, path, entry }) => {
    const value = compiler.compile(name);
    if (!value) return [];
    if (value.type.indexes) {
      diagnostics.push({
        message: `What is logged must be a number: ${name} is ${showType(value.type)}`,
        place: entry.value.place,
        hint: "gather(x, indices) gives what indices point at",
      });
      return [];
    }
    if (value.type.dims.length === 0) return [{ name: path[1]!, node: value.node }];
    diagnostics.push(noScalar("What is logged", name, value.type, entry.value.place));
    return [];
  });
}
