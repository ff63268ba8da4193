/** Numbers in calls and options: constants, or expressions of them. */
import { firstUnknown, foldConstant, unknownConstant } from "../expression/constant.ts";
import { type Expression, ExpressionError } from "../expression/parts.ts";
import type { Scope } from "./scope.ts";

/** The value of a constant expression, or undefined. */
export function constantOf(expression: Expression, scope: Scope): number | undefined {
  return foldConstant(expression, scope.numbers.get);
}

/**
 * The value of a number argument.
 *
 * @throws {ExpressionError} At an unknown name, or where the argument is no constant.
 */
export function numberArgument(argument: string, expression: Expression, scope: Scope): number {
  const value = constantOf(expression, scope);
  if (value !== undefined) return value;
  const unknown = firstUnknown(expression, scope.numbers.get);
  if (unknown && !scope.names().includes(unknown.name)) {
    throw unknownConstant(unknown, scope.numbers.names);
  }
  throw new ExpressionError(
    `"${argument}" must be a number or an expression of constants`,
    expression.span,
  );
}
