/** Numbers in calls and options: constants, or expressions of them. */
import { suggest } from "../diagnostics/suggest.ts";
import { evaluateConstant, firstUnknown, foldConstant } from "../expression/constant.ts";
import { parseExpression } from "../expression/parse.ts";
import { type Expression, ExpressionError } from "../expression/parts.ts";
import type { EvaluateConstant } from "../options/fields.ts";
import { AlreadyReported } from "./reported.ts";
import type { Numbers, Scope } from "./scope.ts";

/** The value of a constant expression, or undefined. */
export function constantOf(expression: Expression, scope: Scope): number | undefined {
  return foldConstant(expression, scope.numbers.get);
}

/**
 * The value of a number argument.
 *
 * @throws {ExpressionError} At an unknown name, or where the argument is no constant.
 */
export function numberOf(argument: string, expression: Expression, scope: Scope): number {
  const value = constantOf(expression, scope);
  if (value !== undefined) return value;
  const unknown = firstUnknown(expression, scope.numbers.get);
  if (unknown && !scope.names().includes(unknown.name)) {
    throw new ExpressionError(
      `Unknown constant "${unknown.name}"`,
      unknown.span,
      suggest(unknown.name, scope.numbers.names),
    );
  }
  throw new ExpressionError(
    `"${argument}" must be a number or an expression of constants`,
    expression.span,
  );
}

/** Evaluates the text of options; throws a RangeError, its cause the characters and what to do. */
export function evaluatorOf({ get, names }: Numbers): EvaluateConstant {
  return (text) => {
    try {
      return evaluateConstant(parseExpression(text), get, names);
    } catch (error) {
      if (error instanceof AlreadyReported) throw new RangeError("", { cause: { reported: true } });
      if (!(error instanceof ExpressionError)) throw error;
      throw new RangeError(error.message, { cause: { hint: error.hint, span: error.span } });
    }
  };
}
