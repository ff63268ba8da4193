/** Numbers in calls: constants, or expressions of them. */
import { suggest } from "../diagnostics/suggest.ts";
import { firstUnknown } from "../expression/constant.ts";
import { type Expression, ExpressionError } from "../expression/tree.ts";
import { constantOf } from "./expression.ts";
import type { Scope } from "./scope.ts";

/**
 * The value of a number argument.
 *
 * @throws {ExpressionError} At an unknown name, or where the argument is no constant.
 */
export function numberOf(argument: string, expression: Expression, scope: Scope): number {
  const value = constantOf(expression, scope);
  if (value !== undefined) return value;
  const unknown = firstUnknown(expression, scope.constant);
  if (unknown && !scope.names().includes(unknown.name)) {
    throw new ExpressionError(
      `Unknown constant "${unknown.name}"`,
      unknown.span,
      suggest(unknown.name, scope.constants),
    );
  }
  throw new ExpressionError(
    `"${argument}" must be a number or an expression of constants`,
    expression.span,
  );
}
