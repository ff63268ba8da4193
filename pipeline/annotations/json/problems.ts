/** Collects the mistakes of one JSON file by their paths in it, to report them together. */
import type { Alike } from "../../../specs/diagnostics/alike.ts";
import { collectMistakes } from "../mistakes.ts";
import { locator } from "./locate.ts";
import type { JsonPath } from "./path.ts";

/** The mistakes found so far. */
export interface Problems {
  /** Notes a mistake at a path; those of a kind are shown as one. */
  add(path: JsonPath, message: string, hint?: string, alike?: Alike): void;
  /** Throws a UserError when there are any. */
  throwIfAny(): void;
}

/**
 * Starts a collection for `file`. With `text`, which must be valid JSON, every mistake gets its place; a
 * document that was made in memory has none.
 */
export function collectProblems(file: string, text?: string): Problems {
  const mistakes = collectMistakes(`Cannot use "${file}"`, file);
  let locate: ReturnType<typeof locator> | undefined;
  return {
    add(path, message, hint, alike) {
      mistakes.add(() => {
        if (text !== undefined) locate ??= locator(text, file);
        return { message, hint, place: locate?.(path) };
      }, alike);
    },
    throwIfAny: mistakes.throwIfAny,
  };
}
