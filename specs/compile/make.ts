/** Signals that a macro makes by its name as a kind, `{ kind: cas_module, rows: features }`. */
import { z } from "zod";
import { unusableName } from "../recipe/check/wording.ts";
import type { ScalarTree } from "../load/tree.ts";
import type { BlockEntry } from "./block_entry.ts";
import type { Macro } from "./definition.ts";
import { expand, refuseCycle, seenOutside } from "./macro.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/**
 * Makes a signal.
 *
 * @throws {ExpressionError} Where the macro is being expanded already, or its result cannot be used.
 * @throws {AlreadyReported} Where it is wrong, which is then reported.
 */
export function makeSignal(macro: Macro, entry: BlockEntry, scope: Scope): Value {
  const whole = { offset: 0, length: 0 };
  refuseCycle(macro, whole, scope);
  const name = entry.path.at(-1)!;
  if (scope.vocabulary.functions.has(name)) {
    throw entry.tell(unusableName(name, "a signal", entry.tree("kind")!.place, {
      reason: "a function has that name",
      hint: "what a macro makes may be called: choose another name",
    }));
  }
  const names = [...macro.inputs.keys()];
  const checked = entry.options(schemaOf(macro, scope)) as Readonly<Record<string, string | number>>;
  const values = entry.inputs(names);
  const inputs = new Map(names.map((input, i) => {
    const tree = entry.tree(input) as ScalarTree;
    return [input, { value: values[i]!, tree, span: { offset: 0, length: String(tree.value).length } }];
  }));
  const options = new Map([...macro.options.keys()].map((option) => [option, Number(checked[option])]));
  const { value, steps, axes } = expand(macro, { inputs, options }, {
    ...scope,
    within: `in ${macro.name}, which makes ${scope.signal}`,
  });
  return {
    node: value.node,
    type: axes.release(value.type, whole),
    made: {
      macro,
      owner: scope.owner ?? scope.signal,
      options,
      steps: seenOutside(steps, axes),
    },
  };
}

function schemaOf({ inputs, options }: Macro, { fieldsOf, numbers }: Scope) {
  const { number } = fieldsOf(numbers);
  return z.strictObject({
    ...Object.fromEntries(
      [...inputs].map(([name, axes]) => [name, z.string().describe(`[${axes.join(", ")}]`)]),
    ),
    ...Object.fromEntries([...options].map(([name, fallback]) => [name, number("").default(fallback)])),
  });
}
