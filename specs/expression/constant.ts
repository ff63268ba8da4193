/** Constant expressions: numbers known before anything runs, such as `1 - keep` or `classes + 1`. */
import { suggest } from "../diagnostics.ts";
import { type Expression, ExpressionError } from "./tree.ts";

const OPERATORS: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ["add", (a, b) => a + b],
  ["subtract", (a, b) => a - b],
  ["multiply", (a, b) => a * b],
  ["divide", (a, b) => a / b],
  ["power", (a, b) => a ** b],
]);

/** The value of a name, or undefined when it is no constant. */
export type Lookup = (name: string) => number | undefined;

/**
 * The value of an expression of numbers and constants, or undefined when it is not one.
 *
 * @throws {ExpressionError} Where the value is not finite.
 */
export function foldConstant(expression: Expression, lookup: Lookup): number | undefined {
  const value = fold(expression, lookup);
  if (value === undefined || Number.isFinite(value)) return value;
  throw new ExpressionError(`Expected a finite number, found ${value}`, expression.span);
}

function fold(expression: Expression, lookup: Lookup): number | undefined {
  if (expression.is === "number") return expression.value;
  if (expression.is === "name") return lookup(expression.name);
  if (expression.is === "list" || expression.args.some((arg) => arg.name !== undefined)) return undefined;
  const { name, args } = expression;
  const operator = OPERATORS.get(name);
  if (operator ? args.length !== 2 : name !== "negate" || args.length !== 1) return undefined;
  const [a, b] = args.map((arg) => foldConstant(arg.value, lookup));
  if (a === undefined || (operator && b === undefined)) return undefined;
  return operator ? operator(a, b!) : -a;
}

/**
 * The value of a constant expression.
 *
 * @throws {ExpressionError} At the first name that is no constant, or where the value is not finite.
 */
export function evaluateConstant(expression: Expression, lookup: Lookup, known: readonly string[]): number {
  const value = foldConstant(expression, lookup);
  if (value !== undefined) return value;
  const unknown = firstUnknown(expression, lookup);
  throw unknown?.is === "name"
    ? new ExpressionError(`Unknown constant "${unknown.name}"`, unknown.span, suggest(unknown.name, known))
    : new ExpressionError("Expected a number or an expression of constants", (unknown ?? expression).span);
}

/** The first part of an expression that is no constant. */
export function firstUnknown(expression: Expression, lookup: Lookup): Expression | undefined {
  if (expression.is === "number") return undefined;
  if (expression.is === "name") return lookup(expression.name) === undefined ? expression : undefined;
  const parts = expression.is === "list" ? expression.items : expression.args.map((arg) => arg.value);
  return parts.map((part) => firstUnknown(part, lookup)).find((part) => part !== undefined);
}
