/** The tree of an expression. Every part knows the characters it came from. */
import type { Place } from "../diagnostics.ts";

/** Characters `offset` to `offset + length` of the expression's text. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** An expression. */
export type Expression = NumberLiteral | Name | List | Call;

/** A number. */
export interface NumberLiteral {
  readonly is: "number";
  readonly value: number;
  readonly span: Span;
}

/** A name: a signal, a constant, an axis or an option's word. May be dotted, `features.rgb`. */
export interface Name {
  readonly is: "name";
  readonly name: string;
  readonly span: Span;
}

/** A list, `[a, b]`. */
export interface List {
  readonly is: "list";
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** A call of a function or macro. Operators are calls too: `a - b` is `subtract(a, b)`. */
export interface Call {
  readonly is: "call";
  readonly name: string;
  /** The function's name or the operator's sign. */
  readonly head: Span;
  readonly args: readonly Argument[];
  readonly span: Span;
}

/** One argument, by place or by name. */
export interface Argument {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly value: Expression;
}

/** A mistake in the text of an expression. */
export class ExpressionError extends SyntaxError {
  override name = "ExpressionError";
  readonly span: Span;
  readonly hint: string | undefined;
  /** What is to blame instead of these characters. */
  readonly place: Place | undefined;

  constructor(message: string, span: Span, hint?: string, place?: Place) {
    super(message);
    this.span = span;
    this.hint = hint;
    this.place = place;
  }
}
