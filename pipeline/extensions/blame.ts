/** Whose mistake it is: what an extension does wrong is told as such, with its file. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Place, RunError, UserError } from "../../specs/diagnostics.ts";
import { AlreadyReported } from "../../specs/compile/scope.ts";
import { ExpressionError } from "../../specs/expression/tree.ts";
import { sourceOf } from "../../specs/load/source.ts";

/** What somebody threw, in words. */
export function thrownWords(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${quoted(error)}`;
  const text = error.message.replace(/, run again with the --allow-\S+ flag/g, "").split("\n")[0]!;
  return text === "" ? `it threw ${error.name}` : text.replace(/\.$/, "");
}

/** What somebody threw, in words, with the line of the extension that it came from. */
export function thrownText(error: unknown, path: string): string {
  const at = error instanceof Error ? lineIn(error, path) : undefined;
  return at ? `${thrownWords(error)}, at ${path}:${at.line}:${at.column}` : thrownWords(error);
}

function quoted(value: unknown): string {
  try {
    return typeof value === "string" ? `"${value}"` : String(value);
  } catch {
    return "something that cannot be shown";
  }
}

/** Where in the extension an error came from. */
export function placeIn(error: unknown, path: string): Place | undefined {
  const at = error instanceof Error ? lineIn(error, path) : undefined;
  if (!at) return undefined;
  const source = sourceOf(path, readFileSync(path, "utf8"));
  const starts = source.text.split("\n").slice(0, at.line - 1);
  const offset = starts.reduce((sum, { length }) => sum + length + 1, 0) + at.column - 1;
  return source.place(Math.min(offset, Math.max(0, source.text.length - 1)), 1);
}

function lineIn({ stack, message }: Error, path: string): { line: number; column: number } | undefined {
  const url = pathToFileURL(resolve(path)).href;
  for (const text of [message, stack ?? ""]) {
    const from = text.indexOf(`${url}:`);
    const [, line, column] = from < 0 ? [] : /^:(\d+):(\d+)/.exec(text.slice(from + url.length)) ?? [];
    if (line !== undefined) return { line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Whether an error is told already as what it is. */
export function isTold(error: unknown): boolean {
  return [UserError, RunError, ExpressionError, AlreadyReported].some((kind) => error instanceof kind);
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
