/** Binds the arguments of a call to the parameters of a function. */
import { suggestUnused } from "../diagnostics/suggest.ts";
import { type Argument, type CallExpression, ExpressionError } from "../expression/parts.ts";

/** What binding needs to know of a parameter. */
export interface Bindable {
  readonly name: string;
  readonly required: boolean;
  /** True for one that may be a list, `[B, T]`. */
  readonly several?: boolean | undefined;
}

/**
 * The argument of each parameter; those left out are absent.
 *
 * @throws {ExpressionError} For an unknown, repeated, superfluous or missing argument.
 */
export function bindArguments(call: CallExpression, parameters: readonly Bindable[]): Map<string, Argument> {
  const bound = new Map<string, Argument>();
  const names = parameters.map((parameter) => parameter.name);
  call.args.forEach((argument, place) => {
    const name = argument.name ?? names[place];
    const span = argument.nameSpan ?? argument.value.span;
    if (
      argument.name === undefined && call.args.slice(0, place).some((earlier) => earlier.name !== undefined)
    ) {
      throw new ExpressionError("An argument by place cannot follow one by name", span);
    }
    if (name === undefined) {
      throw new ExpressionError(
        `${call.name} takes ${names.length} ${
          names.length === 1 ? "argument" : "arguments"
        }, found ${call.args.length}`,
        span,
        parameters.at(-1)?.several
          ? `it takes: ${names.join(", ")}; write several axes as a list, [B, T]`
          : `it takes: ${names.join(", ")}`,
      );
    }
    if (!names.includes(name)) {
      const given = [...bound.keys(), ...call.args.flatMap((each) => each.name ?? [])];
      const hint = suggestUnused(name, names, given);
      throw new ExpressionError(`Unknown option "${name}" of ${call.name}`, span, hint);
    }
    if (bound.has(name)) throw new ExpressionError(`Argument "${name}" of ${call.name} is given twice`, span);
    bound.set(name, argument);
  });
  const missing = parameters.filter(({ name, required }) => required && !bound.has(name));
  if (missing.length > 0) {
    throw new ExpressionError(
      `Missing argument "${missing[0]!.name}" of ${call.name}`,
      call.head,
      `it takes: ${names.join(", ")}`,
    );
  }
  return bound;
}
