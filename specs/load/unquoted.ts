/** Expressions within braces that lack their quotes: there a comma ends a value, and a bracket is no part of it. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { Source } from "./source.ts";

/** An expression without its quotes. */
export interface Unquoted {
  /** Offsets of its first character and after its last one. */
  readonly begin: number;
  readonly end: number;
  readonly diagnostic: Diagnostic;
}

/** The value of `key` that begins at an offset, where it is an expression which a comma or bracket within it cuts. */
export function unquotedAt(source: Source, key: string, begin: number): Unquoted | undefined {
  const { text } = source;
  let depth = 0;
  let end = begin;
  for (; end < text.length && text[end] !== "\n"; end++) {
    if ("([".includes(text[end]!)) depth++;
    else if (")]".includes(text[end]!)) depth--;
    else if (depth === 0 && ",}".includes(text[end]!)) break;
    if (depth < 0) return undefined;
  }
  const expression = text.slice(begin, end).trimEnd();
  if (depth !== 0 || !/[,[]/.test(expression) || /["']/.test(expression)) return undefined;
  return {
    begin,
    end: begin + expression.length,
    diagnostic: {
      message: `The value of "${key}" has ${
        expression.includes("[") ? "brackets" : "commas"
      } within { } and no quotes`,
      place: source.place(begin, expression.length),
      hint: `write ${key}: "${expression}"`,
    },
  };
}

/** The one within which the syntax breaks at an offset. */
export function unquotedAround(source: Source, offset: number): Unquoted | undefined {
  const line = source.text.slice(source.text.lastIndexOf("\n", offset - 1) + 1, offset);
  const before = /([A-Za-z_]\w*):\s+([^\s"'{}:][^"'{}:]*)$/.exec(line);
  return before ? unquotedAt(source, before[1]!, offset - before[2]!.length) : undefined;
}
