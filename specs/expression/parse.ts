/**
 * The grammar of expressions, loosest first:
 *
 *     comparison  sum ((> | >= | < | <= | == | !=) sum)?
 *     sum         product ((+ | -) product)*
 *     product     sign ((* | /) sign)*
 *     sign        - sign | power
 *     power       primary (^ sign)?
 *     primary     number | name | name(arguments) | (comparison) | [comparison, ...]
 *     arguments   (comparison | name = comparison), ...
 */
import { type Token, tokenize } from "./tokens.ts";
import {
  type Argument,
  type CallExpression,
  type Expression,
  ExpressionError,
  type TextSpan,
} from "./parts.ts";

const COMPARISONS: Record<string, string> = {
  ">": "greater",
  ">=": "greater_equal",
  "<": "less",
  "<=": "less_equal",
  "==": "equal",
  "!=": "not_equal",
};
const SUMS: Record<string, string> = { "+": "add", "-": "subtract" };
const PRODUCTS: Record<string, string> = { "*": "multiply", "/": "divide" };

/** What to write instead of what cannot follow an expression. */
const AFTER: ReadonlyMap<string, string> = new Map([
  ["[", "write at(x, axis, i) for one entry of an axis, slice(x, axis, from, to) for several"],
  ["and", "write and(a, b)"],
  ["or", "write or(a, b)"],
  ["if", "write where(condition, a, b)"],
  ["=", "write a == b"],
]);

/** Levels of nesting that an expression may have. */
const DEEPEST = 100;

/**
 * Parses an expression.
 *
 * @throws {ExpressionError} Where the text breaks the grammar.
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let at = 0;
  let depth = 0;
  const peek = (): Token => tokens[at]!;
  const next = (): Token => tokens[at++]!;
  const sees = (sign: string): boolean => peek().is === "sign" && peek().text === sign;

  function expect(sign: string, after: string): Token {
    if (sees(sign)) return next();
    const { is, text: found, span } = peek();
    throw new ExpressionError(
      `Expected "${sign}" ${after}, found ${is === "end" ? "the end of the expression" : `"${found}"`}`,
      span,
    );
  }

  function binary(operand: () => Expression, names: Record<string, string>, repeat: boolean): Expression {
    let left = operand();
    while (peek().is === "sign" && names[peek().text]) {
      const sign = next();
      left = { ...operator(names[sign.text]!, sign.span, [left, operand()]), operator: repeat };
      if (!repeat && peek().is === "sign" && names[peek().text]) {
        throw new ExpressionError(
          "Comparisons cannot be chained",
          peek().span,
          "combine two, for instance and(a > b, b > c)",
        );
      }
    }
    return left;
  }

  const comparison = (): Expression => binary(sum, COMPARISONS, false);
  const sum = (): Expression => binary(product, SUMS, true);
  const product = (): Expression => binary(sign, PRODUCTS, true);

  function sign(): Expression {
    if (++depth > DEEPEST) {
      throw new ExpressionError(`An expression is nested at most ${DEEPEST} levels deep`, peek().span);
    }
    const expression = signed();
    depth--;
    return expression;
  }

  function signed(): Expression {
    if (!sees("-")) return power();
    const minus = next();
    const operand = sign();
    if (operand.is === "number") {
      return { ...operand, value: -operand.value, span: join(minus.span, operand.span) };
    }
    return {
      is: "call",
      name: "negate",
      head: minus.span,
      args: [{ value: operand }],
      span: join(minus.span, operand.span),
    };
  }

  function power(): Expression {
    const base = primary();
    if (!sees("^")) return base;
    const hat = next();
    return operator("power", hat.span, [base, sign()]);
  }

  function primary(): Expression {
    const token = next();
    if (token.is === "number") return { is: "number", value: Number(token.text), span: token.span };
    if (token.is === "name") {
      return sees("(") ? call(token) : { is: "name", name: token.text, span: token.span };
    }
    if (token.text === "(") {
      const inner = comparison();
      const close = expect(")", "to close the parenthesis");
      return { ...inner, span: join(token.span, close.span) };
    }
    if (token.text === "[") {
      const items = [comparison()];
      while (sees(",")) next(), items.push(comparison());
      const close = expect("]", "to close the list");
      return { is: "list", items, span: join(token.span, close.span) };
    }
    throw new ExpressionError(
      token.is === "end"
        ? "The expression ends too early"
        : `Expected a number, a name or "(", found "${token.text}"`,
      token.span,
    );
  }

  function call(head: Token): Expression {
    next();
    const args: Argument[] = [];
    while (!sees(")") && peek().is !== "end") {
      if (args.length > 0) expect(",", `after an argument of ${head.text}`);
      args.push(argument());
    }
    const close = expect(")", `after the arguments of ${head.text}`);
    return { is: "call", name: head.text, head: head.span, args, span: join(head.span, close.span) };
  }

  function argument(): Argument {
    const [name, equals] = [tokens[at]!, tokens[at + 1]];
    if (name.is === "name" && equals?.is === "sign" && equals.text === "=") {
      at += 2;
      return { name: name.text, nameSpan: name.span, value: comparison() };
    }
    return { value: comparison() };
  }

  const expression = comparison();
  if (peek().is !== "end") {
    const { text: found, span } = peek();
    throw new ExpressionError(`Unexpected "${found}" after the expression`, span, AFTER.get(found));
  }
  return expression;
}

function operator(name: string, head: TextSpan, operands: [Expression, Expression]): CallExpression {
  return {
    is: "call",
    name,
    head,
    args: operands.map((value) => ({ value })),
    span: join(operands[0].span, operands[1].span),
  };
}

function join(a: TextSpan, b: TextSpan): TextSpan {
  return { offset: a.offset, length: b.offset + b.length - a.offset };
}
