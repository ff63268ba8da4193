/** Reads JSON text so that every mistake can be shown where it stands. */
import { type Place, UserError } from "../../specs/diagnostics.ts";
import { sourceOf } from "../../specs/load/source.ts";
import type { JsonPath } from "./path.ts";
import { afterSpace, DEEPEST, type Member, members, tooDeep } from "./scan.ts";
import { syntaxProblems } from "./syntax.ts";

/** Values longer than this are shown by their key. */
const LONGEST_VALUE = 80;

/**
 * Parses strict JSON.
 *
 * @throws {UserError} with the places of the mistakes when the text is not JSON.
 */
export function parseJson(text: string, file: string): unknown {
  const deep = tooDeep(text);
  if (deep !== undefined) {
    throw new UserError(`Cannot read "${file}"`, [{
      message: `Cannot read JSON in "${file}": it is nested more than ${DEEPEST} levels deep`,
      hint: "look for brackets that are never closed",
      place: sourceOf(file, text).place(deep, 1),
    }]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const source = sourceOf(file, text);
    const found = syntaxProblems(text).map(({ offset, length, message, hint }) => ({
      message,
      hint,
      place: source.place(offset, length),
    }));
    throw new UserError(
      `Cannot read "${file}"`,
      found.length > 0 ? found : [{ message: `Cannot read JSON in "${file}": ${error.message}` }],
    );
  }
}

/** The place of the value at `path` in valid JSON; where there is none, the place of its nearest parent. */
export function placeOf(text: string, file: string, path: JsonPath): Place {
  return locator(text, file)(path);
}

/** `placeOf` for several values of one text. */
export function locator(text: string, file: string): (path: JsonPath) => Place {
  let source: ReturnType<typeof sourceOf> | undefined;
  return (path) => {
    source ??= sourceOf(file, text);
    let start = afterSpace(text, 0);
    let found: Member | undefined;
    for (const step of path) {
      const next = find(text, start, step);
      if (!next) break;
      found = next;
      start = next.start;
    }
    if (!found) return source.place(start, 1);
    const { keyStart, keyEnd, end } = found;
    if (end - start <= LONGEST_VALUE) return source.place(start, end - start);
    return keyStart === undefined ? source.place(start, 1) : source.place(keyStart, keyEnd! - keyStart);
  };
}

/** The keys of the object at `path`, in the order of the text, repeated ones included. */
export function keysOf(text: string, path: JsonPath): string[] {
  let start = afterSpace(text, 0);
  for (const step of path) {
    const next = find(text, start, step);
    if (!next) return [];
    start = next.start;
  }
  return Array.from(members(text, start), ({ key }) => String(key));
}

/** The keys that the object at `path` has more than once. */
export function repeatedKeys(text: string, path: JsonPath): string[] {
  const seen = new Set<string>();
  const again = keysOf(text, path).filter((key) => seen.has(key) || !seen.add(key));
  return [...new Set(again)];
}

function find(text: string, at: number, step: string | number): Member | undefined {
  let found: Member | undefined;
  for (const member of members(text, at)) {
    if (member.key !== step) continue;
    found = member;
    // Of a repeated key the last value counts, as in JSON.parse.
    if (typeof step === "number") break;
  }
  return found;
}
