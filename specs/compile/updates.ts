/** What memories are after a training step: compiled once all signals are there, which may depend on the memory itself. */
import type { ScalarTree } from "../load/tree.ts";
import type { MemoryUpdate, Signal } from "../program.ts";
import { showType, type TensorType } from "../types.ts";
import { alignTo } from "./builder.ts";
import { compileText } from "./expression.ts";
import type { PendingUpdate } from "./scope.ts";
import { textOf } from "./step_signals.ts";

/** The updates, and each as a signal `<memory>.update`. */
export function compileUpdates(
  pending: readonly PendingUpdate[],
): { readonly updates: MemoryUpdate[]; readonly signals: Signal[] } {
  const compiled = pending.flatMap(({ name, type, fill, section, tree, scope }) => {
    const signal = `${scope.signal}.update`;
    scope.builder.places.set(signal, tree.place);
    const value = compileText(tree as ScalarTree, { ...scope, signal, owner: undefined });
    if (!value) return [];
    if (!sameAxes(value.type, type)) {
      scope.diagnostics.push({
        message: `The update of "${scope.signal}" must be ${showType(type)}, as it is: found ${
          showType(value.type)
        }`,
        place: tree.place,
        hint: "reduce the axes that are too many, for instance mean(x, B)",
      });
      return [];
    }
    const { node } = alignTo(scope.builder, value, type, signal);
    return [{
      update: { name, node, ...(fill === undefined ? {} : { fill }) },
      signal: {
        name: signal,
        section,
        node,
        type,
        kind: "expression",
        text: textOf(tree),
        place: tree.place,
      },
    }];
  });
  return {
    updates: compiled.map(({ update }) => update),
    signals: compiled.map(({ signal }) => signal),
  };
}

/** Whether two types have the same axes of the same sizes, in any order. */
function sameAxes(a: TensorType, b: TensorType): boolean {
  const key = ({ dims }: TensorType) => dims.map(({ axis, size }) => `${axis}=${size}`).sort().join();
  return key(a) === key(b);
}
