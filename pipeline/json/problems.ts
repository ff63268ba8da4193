/** Collects the mistakes of one JSON file, to report them together. */
import { type Diagnostic, type Place, UserError } from "../../specs/diagnostics.ts";
import { locator } from "./locate.ts";
import type { JsonPath } from "./path.ts";

/** How many mistakes are shown; the rest is counted. */
const SHOWN = 10;

/** The mistakes found so far. */
export interface Problems {
  /** Notes a mistake at a path. */
  add(path: JsonPath, message: string, hint?: string): void;
  /** Throws a UserError when there are any. */
  throwIfAny(): void;
}

/**
 * Starts a collection for `file`. With `text`, which must be valid JSON, every mistake gets its place; a
 * document that was made in memory has none.
 */
export function collectProblems(file: string, text?: string): Problems {
  const found: { path: JsonPath; message: string; hint: string | undefined }[] = [];
  let more = 0;
  return {
    add(path, message, hint) {
      if (found.length < SHOWN) found.push({ path, message, hint });
      else more++;
    },
    throwIfAny() {
      if (found.length === 0) return;
      const locate = text === undefined ? undefined : locator(text, file);
      const diagnostics: Diagnostic[] = found.map(({ path, message, hint }) => ({
        message,
        hint,
        place: locate?.(path),
      }));
      diagnostics.sort((a, b) => compare(a.place, b.place));
      if (more > 0) diagnostics.push({ message: `Not shown: ${more} more in "${file}"` });
      throw new UserError(`Cannot use "${file}"`, diagnostics);
    },
  };
}

function compare(a: Place | undefined, b: Place | undefined): number {
  return a && b ? a.line - b.line || a.column - b.column : 0;
}
