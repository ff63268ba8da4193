/** Constant expressions: numbers known before anything runs, such as `classes + 1` or `floor(length / ratio)`. */
import { suggest } from "../diagnostics/suggest.ts";
import {
  type CallExpression,
  chainOf,
  type Expression,
  ExpressionError,
  leavesOf,
  type Name,
} from "./parts.ts";

const OPERATORS: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ["add", (a, b) => a + b],
  ["subtract", (a, b) => a - b],
  ["multiply", (a, b) => a * b],
  ["divide", (a, b) => a / b],
  ["power", (a, b) => a ** b],
]);

const FUNCTIONS: ReadonlyMap<string, (...values: number[]) => number> = new Map([
  ["negate", (a: number) => -a],
  ["floor", Math.floor],
  ["ceil", Math.ceil],
  ["minimum", (a: number, b: number) => Math.min(a, b)],
  ["maximum", (a: number, b: number) => Math.max(a, b)],
  ...OPERATORS,
]);

/** The value of a name, or undefined when it is no constant. */
export type Lookup = (name: string) => number | undefined;

/** Numbers that have names. */
export interface Numbers {
  /** The value of a name, or undefined when it is none. */
  get(name: string): number | undefined;
  /** Every name, for suggestions. */
  names(): readonly string[];
}

/**
 * The value of an expression of numbers and constants, or undefined when it is not one.
 *
 * @throws {ExpressionError} Where the value is not finite.
 */
export function foldConstant(expression: Expression, lookup: Lookup): number | undefined {
  const { first, calls } = chainOf(expression);
  let value = finite(fold(first, lookup), first);
  for (const call of calls) value = foldOperator(call, value, foldConstant(call.args[1]!.value, lookup));
  return value;
}

/**
 * The value of an operator whose operands are known, or undefined where one is no constant.
 *
 * @throws {ExpressionError} Where the value is not finite.
 */
export function foldOperator(call: CallExpression, left: number | undefined, right: number | undefined) {
  if (left === undefined || right === undefined) return undefined;
  return finite(OPERATORS.get(call.name)!(left, right), call);
}

function finite(value: number | undefined, { span }: Expression): number | undefined {
  if (value === undefined || Number.isFinite(value)) return value;
  throw new ExpressionError(`Expected a finite number, found ${value}`, span);
}

function fold(expression: Expression, lookup: Lookup): number | undefined {
  if (expression.is === "number") return expression.value;
  if (expression.is === "name") return lookup(expression.name);
  if (expression.is === "list" || expression.args.some((arg) => arg.name !== undefined)) return undefined;
  const { name, args } = expression;
  const run = FUNCTIONS.get(name);
  if (run?.length !== args.length) return undefined;
  const values = args.map((arg) => foldConstant(arg.value, lookup));
  return values.some((value) => value === undefined) ? undefined : run!(...values as number[]);
}

/**
 * The value of a constant expression.
 *
 * @throws {ExpressionError} At the first name that is no constant, or where the value is not finite.
 */
export function evaluateConstant(
  expression: Expression,
  lookup: Lookup,
  known: () => readonly string[],
): number {
  const value = foldConstant(expression, lookup);
  if (value !== undefined) return value;
  const unknown = firstUnknown(expression, lookup);
  throw unknown
    ? unknownConstant(unknown, known)
    : new ExpressionError("Expected a number or an expression of constants", expression.span);
}

/** The code of a name that is no constant. */
export const UNKNOWN_CONSTANT = "unknown-constant";

/** Of a name that is no constant, the mistake. */
export function unknownConstant({ name, span }: Name, known: () => readonly string[]): ExpressionError {
  return new ExpressionError(`Unknown constant "${name}"`, span, suggest(name, known), {
    code: UNKNOWN_CONSTANT,
  });
}

/** The first name in an expression that is no constant. */
export function firstUnknown(expression: Expression, lookup: Lookup): Name | undefined {
  return leavesOf(expression).find((leaf): leaf is Name =>
    leaf.is === "name" && lookup(leaf.name) === undefined
  );
}
