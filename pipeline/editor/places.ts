/** Places of recipes as the language server protocol has them, and back. */
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Position, Range } from "vscode-languageserver";
import type { Place } from "../../specs/diagnostics/diagnostics.ts";

/** The start of a file. */
export const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The characters of a place; both count UTF-16 units. */
export function rangeOf({ line, column, length }: Place): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: line - 1, character: column - 1 + length },
  };
}

/** Where a position lies, counted from 1 as places are. */
export function placedAt({ line, character }: Position): { line: number; column: number } {
  return { line: line + 1, column: character + 1 };
}

/** The address of a file. */
export function uriOf(file: string): string {
  return pathToFileURL(resolve(file)).href;
}

/** The absolute path of a document; one that was never saved lies in the working folder. */
export function pathOf(uri: string): string {
  return uri.startsWith("file:") ? fileURLToPath(uri) : resolve(uri.slice(uri.lastIndexOf(":") + 1));
}
