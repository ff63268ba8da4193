/** Finds what is wrong with JSON text that does not parse. */
import { type JsonPath, pathText } from "./path.ts";
import { afterSpace, afterString } from "./scan.ts";

/** One mistake in the syntax of a text. */
export interface SyntaxProblem {
  /** Offset in the text. */
  readonly offset: number;
  /** Characters concerned. */
  readonly length: number;
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// deno-lint-ignore no-control-regex -- control characters are what JSON forbids in a string
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /true|false|null/y;
const NOT_FINITE = /[+-]?(?:NaN|Infinity)\b/y;
const WORD = /[^\s,:[\]{}]{1,40}/y;
const NOT_FINITE_SHOWN = 10;

const JSON_LINES = "a value on each line? jq -s . FILE > list.json makes one list of them";

/** Thrown to leave the walk at the first mistake after which the rest cannot be understood. */
class Stop extends Error {}

/**
 * The mistakes of a text: every `NaN` and `Infinity` that Python writes (up to ten), and the first other
 * mistake. Empty for valid JSON.
 */
export function syntaxProblems(text: string): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const path: (string | number)[] = [];
  try {
    const first = value(text, afterSpace(text, 0), path, problems);
    const end = afterSpace(text, first);
    if (end < text.length) {
      const areLines = "[{".includes(text[end]!) && text.slice(first, end).includes("\n");
      stop(text, end, "the end of the file", problems, areLines ? JSON_LINES : undefined);
    }
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return problems;
}

function value(text: string, at: number, path: (string | number)[], problems: SyntaxProblem[]): number {
  if (text[at] === "{") return container(text, at, "}", path, problems);
  if (text[at] === "[") return container(text, at, "]", path, problems);
  const end = match(STRING, text, at) ?? match(LITERAL, text, at) ?? match(NUMBER, text, at);
  if (end !== undefined) return end;
  const bad = match(NOT_FINITE, text, at);
  if (bad === undefined) return stop(text, at, "a value", problems);
  problems.push(notFinite(text.slice(at, bad), at, path));
  if (problems.length === NOT_FINITE_SHOWN) throw new Stop();
  return bad;
}

function container(
  text: string,
  at: number,
  close: "}" | "]",
  path: (string | number)[],
  problems: SyntaxProblem[],
): number {
  let i = afterSpace(text, at + 1);
  if (text[i] === close) return i + 1;
  for (let index = 0;; index++) {
    let key: string | number = index;
    if (close === "}") {
      const keyEnd = match(STRING, text, i) ?? stop(text, i, "a key in double quotes", problems);
      key = JSON.parse(text.slice(i, keyEnd)) as string;
      i = afterSpace(text, keyEnd);
      if (text[i] !== ":") stop(text, i, `":" after the key "${key}"`, problems);
      i = afterSpace(text, i + 1);
    }
    path.push(key);
    i = afterSpace(text, value(text, i, path, problems));
    path.pop();
    if (text[i] === close) return i + 1;
    if (text[i] !== ",") stop(text, i, `"," or "${close}"`, problems);
    const comma = i;
    i = afterSpace(text, i + 1);
    if (text[i] === close) stop(text, comma, `"${close}" instead of a last comma`, problems);
  }
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function notFinite(word: string, offset: number, path: JsonPath): SyntaxProblem {
  return {
    offset,
    length: word.length,
    message: `${word} at ${pathText(path)}: expected a finite number`,
    hint: "strict JSON has no NaN and no Infinity",
  };
}

function stop(
  text: string,
  offset: number,
  expected: string,
  problems: SyntaxProblem[],
  otherwise?: string,
): never {
  const end = match(WORD, text, offset) ?? Math.min(offset + 1, text.length);
  const cut = offset >= text.length || (text[offset] === '"' && afterString(text, offset, -1) < 0);
  const found = cut ? "but the file ends" : `found "${text.slice(offset, end)}"`;
  const hint = cut ? "is the file complete?" : otherwise;
  const inText = text[offset] === '"' && !cut && match(STRING, text, offset) === undefined;
  problems.push({
    offset,
    length: Math.max(1, end - offset),
    message: inText
      ? "Cannot read JSON: text in quotes has a line break, a tab or an unknown escape"
      : `Cannot read JSON: expected ${expected}, ${found}`,
    ...(hint === undefined ? {} : { hint }),
  });
  throw new Stop();
}
