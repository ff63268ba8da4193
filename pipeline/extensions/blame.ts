/** Whose mistake it is: what an extension does wrong is told as such, with its file. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Place, RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { AlreadyReported } from "../../specs/expression/reported.ts";
import { ExpressionError } from "../../specs/expression/parts.ts";
import { sourceOf } from "../../specs/load/source.ts";

/** What somebody threw, in words. */
export function thrownWords(error: unknown): string {
  return unlessItThrows(() => {
    if (!(error instanceof Error)) {
      return `it threw ${typeof error === "string" ? `"${error}"` : String(error)}`;
    }
    const text = error.message.replace(/, run again with the --allow-\S+ flag/g, "").split("\n")[0]!;
    return text === "" ? `it threw ${error.name}` : text.replace(/\.$/, "");
  }, "it threw something that cannot be shown");
}

/** What is thrown may throw in turn when it is looked at. */
export function unlessItThrows<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

/** What somebody threw, in words, with the line of the extension that it came from. */
export function thrownText(error: unknown, path: string): string {
  const at = lineIn(error, path);
  return at ? `${thrownWords(error)}, at ${path}:${at.line}:${at.column}` : thrownWords(error);
}

/** Where in the extension an error came from. */
export function placeIn(error: unknown, path: string): Place | undefined {
  const at = lineIn(error, path);
  if (!at) return undefined;
  const source = sourceOf(path, readFileSync(path, "utf8"));
  const starts = source.text.split("\n").slice(0, at.line - 1);
  const offset = starts.reduce((sum, { length }) => sum + length + 1, 0) + at.column - 1;
  return source.place(Math.min(offset, Math.max(0, source.text.length - 1)), 1);
}

function lineIn(error: unknown, path: string): { line: number; column: number } | undefined {
  const url = pathToFileURL(resolve(path)).href;
  const at = new RegExp(`${RegExp.escape(url)}:(\\d+):(\\d+)`);
  return unlessItThrows(() => {
    if (!(error instanceof Error)) return undefined;
    const found = at.exec(error.message) ?? at.exec(error.stack ?? "");
    return found ? { line: Number(found[1]), column: Number(found[2]) } : undefined;
  }, undefined);
}

/** Whether an error is told already as what it is. */
export function isTold(error: unknown): boolean {
  const kinds = [UserError, RunError, ExpressionError, AlreadyReported];
  return unlessItThrows(() => kinds.some((kind) => error instanceof kind), false);
}

/** Runs something of an extension, which must not end the process. */
export function withoutExit<T>(run: () => T): T {
  const restore = forbidExit();
  try {
    return run();
  } finally {
    restore();
  }
}

/** Makes `Deno.exit` throw until the answer is called: ending the process would look like success. */
export function forbidExit(): () => void {
  const { exit } = Deno;
  Deno.exit = (code) => {
    throw new Error(`It calls Deno.exit(${code ?? ""})`);
  };
  return () => {
    Deno.exit = exit;
  };
}
