/** Collects the mistakes of one JSON file, to report them together. */
import { type Diagnostic, type Place, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Alike, collectGroups, withOthers } from "../../../specs/diagnostics/alike.ts";
import { locator } from "./locate.ts";
import type { JsonPath } from "./path.ts";

/** How many mistakes are shown; the rest is counted. */
const SHOWN = 10;

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
  const groups = collectGroups<{ path: JsonPath; message: string; hint: string | undefined }>(SHOWN);
  return {
    add(path, message, hint, alike) {
      groups.add(() => ({ path, message, hint }), alike);
    },
    throwIfAny() {
      if (groups.all.length === 0) return;
      const locate = text === undefined ? undefined : locator(text, file);
      const diagnostics = groups.all.map((group): Diagnostic => ({
        message: withOthers(group.first.message, group),
        hint: group.first.hint,
        place: locate?.(group.first.path),
      }));
      diagnostics.sort((a, b) => compare(a.place, b.place));
      if (groups.hidden > 0) diagnostics.push({ message: `Not shown: ${groups.hidden} more in "${file}"` });
      throw new UserError(`Cannot use "${file}"`, diagnostics);
    },
  };
}

function compare(a: Place | undefined, b: Place | undefined): number {
  return a && b ? a.line - b.line || a.column - b.column : 0;
}
