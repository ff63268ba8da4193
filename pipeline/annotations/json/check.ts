/** Checks parsed JSON against a schema and words every mistake with its place. */
import type { z } from "zod";
import { expectation, schemaAt } from "../../../specs/recipe/check/schema.ts";
import { type JsonPath, pathText } from "./path.ts";
import { collectProblems, type Problems } from "./problems.ts";
import type { JsonFile } from "./read.ts";

/**
 * What a file says, as a schema gives it. A schema's description says what is expected, in words that follow "must be".
 *
 * @param hint What to do about any mistake.
 * @throws {UserError} With the place of every mistake.
 */
export function checkJson<S extends z.ZodType>(
  { file, text, value }: JsonFile,
  schema: S,
  hint?: string,
): z.output<S> {
  const problems = collectProblems(file, text);
  const checked = schema.safeParse(value);
  checked.error?.issues.forEach((issue) => describe(issue, problems, schema, value, hint));
  problems.throwIfAny();
  return checked.data!;
}

function describe(
  issue: z.core.$ZodIssue,
  problems: Problems,
  schema: z.ZodType,
  root: unknown,
  hint?: string,
): void {
  const path = issue.path as JsonPath;
  if (issue.code === "unrecognized_keys") {
    issue.keys.forEach((key) => problems.add([...path, key], `Unknown key "${key}"`, hint));
    return;
  }
  if (issue.code === "custom") {
    problems.add(path, `${pathText(path)} ${issue.message}`, hint);
    return;
  }
  const found = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step], root);
  const wanted = schemaAt(schema, path, root);
  const expected = wanted?.description ?? expectation(wanted);
  problems.add(
    path,
    found === undefined
      ? `Missing "${path.at(-1)}": expected ${expected}`
      : `${pathText(path)} must be ${expected}: found ${briefText(found)}`,
    hint,
  );
}

/** A value in a few words: a deep one is not walked. */
function briefText(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  // JSON.parse makes Infinity of 1e999, which JSON.stringify would show as null.
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
