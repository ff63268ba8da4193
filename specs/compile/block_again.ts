/** Calls of signals that blocks made: the block on other inputs, with the weights that it has. */
import { type CallExpression, ExpressionError } from "../expression/parts.ts";
import { bindArguments } from "./arguments.ts";
import { addBlock } from "./block_node.ts";
import type { Scope } from "./scope.ts";
import type { MadeByBlock, Value } from "./value.ts";

/**
 * Compiles the call of a signal that a block made.
 *
 * @throws {ExpressionError} When the arguments do not fit the inputs, or the weights are for other sizes.
 * @throws {AlreadyReported} When an argument is wrong, which is then reported.
 */
export function compileBlockAgain(
  { spec, options, owner, place }: MadeByBlock,
  call: CallExpression,
  scope: Scope,
): Value {
  if (spec.inputs.length === 0) {
    throw new ExpressionError(
      `"${call.name}" has no inputs to call it with`,
      call.head,
      `write ${call.name} alone`,
    );
  }
  const bound = bindArguments(call, spec.inputs.map((name) => ({ name, required: true })));
  const inputs = spec.inputs.map((name) => scope.compile.expression(bound.get(name)!.value, scope));
  const refuse = (message: string, hint?: string, option?: string): never => {
    throw new ExpressionError(message, bound.get(option ?? "")?.value.span ?? call.head, hint);
  };
  const built = spec.build(options, inputs.map(({ type }) => type), {
    refuse: (option, message, hint) => refuse(message, hint, option),
  });
  const signal = `${scope.signal}.${spec.kind}`;
  const { builder } = scope;
  if (place && !builder.places.has(signal)) builder.places.set(signal, place);
  return addBlock(spec, { built, inputs, owner }, { builder, signal }, refuse);
}
