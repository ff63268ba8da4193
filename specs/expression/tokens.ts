/** An expression's text to tokens. */
import { ExpressionError, type TextSpan } from "./parts.ts";

/** One token; `end` closes the text. */
export interface Token {
  readonly is: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly span: TextSpan;
}

const TOKEN =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?<sign>>=|<=|==|!=|[-+*\/^()[\],=<>]))/y;

/** What to write instead of the signs of other languages. */
const INSTEAD: Readonly<Record<string, string>> = {
  "**": "write a ^ b",
  "//": "write floor(a / b)",
  "%": "write a - b * floor(a / b)",
  "@": "dot(a, b, axis) sums a product over an axis",
  "&": "write and(a, b)",
  "&&": "write and(a, b)",
  "|": "write or(a, b)",
  "||": "write or(a, b)",
  "!": "write not(x)",
  "~": "write not(x)",
  "?": "write where(condition, a, b)",
  ":": "write slice(x, axis, from, to)",
};
const FOREIGN = /\s*(\*\*|\/\/|&&?|\|\|?|[%@~?:]|!(?!=))/y;

/**
 * Splits a text into tokens.
 *
 * @throws {ExpressionError} At a character that no expression has.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    refuseForeign(text, from);
    const match = TOKEN.exec(text);
    if (!match) {
      const offset = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
      if (offset >= text.length) break;
      throw new ExpressionError(`Unexpected "${text[offset]}" in an expression`, { offset, length: 1 });
    }
    const [is, word] = Object.entries(match.groups!).find(([, part]) => part !== undefined)!;
    const offset = from + match[0].length - word!.length;
    if (is === "number" && /[\w.]/.test(text[TOKEN.lastIndex] ?? "")) {
      const whole = /^[\w.]+/.exec(text.slice(offset))![0];
      const span = { offset, length: whole.length };
      throw new ExpressionError(`Cannot read number "${whole}"`, span, "write digits, as in 1000 or 1e-3");
    }
    tokens.push({ is: is as Token["is"], text: word!, span: { offset, length: word!.length } });
  }
  tokens.push({ is: "end", text: "", span: { offset: Math.max(0, text.length - 1), length: 1 } });
  return tokens;
}

function refuseForeign(text: string, from: number): void {
  FOREIGN.lastIndex = from;
  const sign = FOREIGN.exec(text)?.[1];
  if (sign === undefined) return;
  const span = { offset: FOREIGN.lastIndex - sign.length, length: sign.length };
  throw new ExpressionError(`Unexpected "${sign}" in an expression`, span, INSTEAD[sign]);
}
