/** The parts of an expression, each of which knows the characters it came from. */
import type { Place } from "../diagnostics/diagnostics.ts";

/** Characters `offset` to `offset + length` of the expression's text. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

/** An expression. */
export type Expression = NumberLiteral | Name | List | CallExpression;

/** A number. */
export interface NumberLiteral {
  readonly is: "number";
  readonly value: number;
  readonly span: TextSpan;
}

/** A name: a signal, a constant, an axis or an option's word. May be dotted, `features.rgb`. */
export interface Name {
  readonly is: "name";
  readonly name: string;
  readonly span: TextSpan;
}

/** A list, `[a, b]`. */
export interface List {
  readonly is: "list";
  readonly items: readonly Expression[];
  readonly span: TextSpan;
}

/** A call of a function or macro. Operators are calls too: `a - b` is `subtract(a, b)`. */
export interface CallExpression {
  readonly is: "call";
  readonly name: string;
  /** The function's name or the operator's sign. */
  readonly head: TextSpan;
  /** True where it is written as one of `+ - * /` between two operands. */
  readonly operator?: boolean;
  readonly args: readonly Argument[];
  readonly span: TextSpan;
}

/** One argument, by place or by name. */
export interface Argument {
  readonly name?: string;
  readonly nameSpan?: TextSpan;
  readonly value: Expression;
}

/** A chain of operators, `a + b - c`, which is as deep to the left as it is long. */
export interface Chain {
  readonly first: Expression;
  /** The calls from the inside out; the left operand of each is what comes before it. */
  readonly calls: readonly CallExpression[];
}

/** An expression as a chain, so that a sum of any length is read by a loop. */
export function chainOf(expression: Expression): Chain {
  const calls: CallExpression[] = [];
  let first = expression;
  while (first.is === "call" && first.operator) {
    calls.push(first);
    first = first.args[0]!.value;
  }
  return { first, calls: calls.reverse() };
}

/** The numbers and names of an expression, in order. */
export function leavesOf(expression: Expression): (NumberLiteral | Name)[] {
  return allParts(expression).filter((part) => part.is === "number" || part.is === "name");
}

/** The names of what an expression calls, in order. */
export function callsIn(expression: Expression): string[] {
  return allParts(expression).flatMap((part) => part.is === "call" ? [part.name] : []);
}

/** An expression and all within it, in order. */
function allParts(expression: Expression): Expression[] {
  const parts: Expression[] = [];
  const open: Expression[] = [expression];
  for (let part = open.pop(); part; part = open.pop()) {
    parts.push(part);
    if (part.is === "list" || part.is === "call") {
      for (const inner of partsOf(part).toReversed()) open.push(inner);
    }
  }
  return parts;
}

function partsOf(expression: List | CallExpression): readonly Expression[] {
  return expression.is === "list" ? expression.items : expression.args.map((arg) => arg.value);
}

/** What a mistake in an expression has besides. */
export interface ExpressionErrorOptions {
  /** What is to blame instead of its characters. */
  readonly place?: Place | undefined;
  /** As of a diagnostic. */
  readonly code?: string | undefined;
}

/** A mistake in the text of an expression. */
export class ExpressionError extends SyntaxError {
  override name = "ExpressionError";
  readonly span: TextSpan;
  readonly hint: string | undefined;
  /** As of a diagnostic. */
  readonly code: string | undefined;
  /** What is to blame instead of these characters. */
  readonly place: Place | undefined;

  constructor(message: string, span: TextSpan, hint?: string, { place, code }: ExpressionErrorOptions = {}) {
    super(message);
    this.span = span;
    this.hint = hint;
    this.place = place;
    this.code = code;
  }
}
