/** Reads JSON text so that every mistake can be shown where it stands. */
import { type Place, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../../specs/load/source.ts";
import { collectMistakes } from "../mistakes.ts";
import type { JsonPath } from "./path.ts";
import { repeats } from "./repeats.ts";
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
  let value: unknown;
  try {
    value = JSON.parse(text);
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
  refuseRepeats(text, value, file);
  return value;
}

function refuseRepeats(text: string, value: unknown, file: string): void {
  const found = repeats(text, value);
  if (found.length === 0) return;
  const source = sourceOf(file, text);
  const mistakes = collectMistakes(`Cannot read "${file}"`, file);
  for (const { key, offset, length, first } of found) {
    mistakes.add(() => {
      const [before, place] = [source.place(first, 1), source.place(offset, length)];
      const where = before.line === place.line ? "" : `first in line ${before.line}: `;
      return {
        message: `Key "${key}" is given twice`,
        place,
        hint: `${where}keep one of the two, or merge them`,
      };
    }, { kind: "twice", example: `"${key}"` });
  }
  mistakes.throwIfAny();
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

/** Keys that JavaScript puts before the others. */
const INDEX = /^(?:0|[1-9]\d*)$/;

/** The keys of an object in the order of the text that it stands in, at `path`; in its own order where there is none. */
export function keysOf(object: object, text: string | undefined, path: JsonPath): string[] {
  const keys = Object.keys(object);
  // The first one tells: walking the text takes as long as all else.
  if (text === undefined || !INDEX.test(keys[0] ?? "")) return keys;
  let start = afterSpace(text, 0);
  for (const step of path) {
    start = find(text, start, step)!.start;
  }
  return Array.from(members(text, start), ({ key }) => String(key));
}

function find(text: string, at: number, step: string | number): Member | undefined {
  for (const member of members(text, at)) if (member.key === step) return member;
  return undefined;
}
