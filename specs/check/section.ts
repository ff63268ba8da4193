/** Checks a part of a recipe against its schema and words every mistake with its place. */
import type { z } from "zod";
import { type Diagnostic, suggest } from "../diagnostics.ts";
import { entryAt, placeAt, plain, subtree, type Tree } from "../load/tree.ts";
import { expectation, knownKeys, knownKinds, schemaAt } from "./schema.ts";

/** Checks the tree at `path`; undefined when it is wrong, and then every mistake is in `diagnostics`. */
export function checkSection<S extends z.ZodType>(
  tree: Tree,
  path: readonly string[],
  schema: S,
  diagnostics: Diagnostic[],
): z.output<S> | undefined {
  const section = subtree(tree, path);
  if (!section) {
    diagnostics.push({
      message: `Missing section "${path.join(".")}"`,
      place: placeAt(tree, path.slice(0, -1)),
    });
    return undefined;
  }
  const value = plain(section);
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  diagnostics.push(
    ...checked.error.issues.flatMap((issue) => describe(issue, { tree, path, schema, value })),
  );
  return undefined;
}

interface Context {
  readonly tree: Tree;
  readonly path: readonly string[];
  readonly schema: z.ZodType;
  readonly value: unknown;
}

function describe(issue: z.core.$ZodIssue, { tree, path, schema, value }: Context): Diagnostic[] {
  const full = [...path, ...issue.path];
  const at = full.map(String).join(".");
  const place = placeAt(tree, full);
  const found = subtree(tree, full);
  const wanted = schemaAt(schema, issue.path, value);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      message: `Unknown key "${key}" at ${[...full, key].map(String).join(".")}`,
      place: entryAt(tree, [...full, key])?.key ?? place,
      hint: suggest(key, knownKeys(wanted)),
    }));
  }
  if (issue.code === "custom") {
    const message = /^must be/.test(issue.message) ? `${at} ${issue.message}` : `${issue.message} at ${at}`;
    return [{ message, place, hint: issue.params?.["hint"] as string | undefined }];
  }
  const kinds = knownKinds(schemaAt(schema, issue.path.slice(0, -1), value));
  if (issue.code === "invalid_union" && issue.path.at(-1) === "kind" && kinds.length > 0) {
    if (!found) return [{ message: `Missing "kind" at ${at}`, place, hint: `one of: ${kinds.join(", ")}` }];
    const name = String(plain(found));
    return [{ message: `Unknown kind "${name}" at ${at}`, place, hint: suggest(name, kinds) }];
  }
  if (!found) {
    return [{
      message: `Missing "${String(full.at(-1))}" at ${at}`,
      place,
      hint: `add it: ${expectation(wanted)}`,
    }];
  }
  if (issue.code === "invalid_value") {
    const word = String(plain(found));
    return [{
      message: `Unknown value "${word}" at ${at}`,
      place,
      hint: suggest(word, issue.values.map(String)),
    }];
  }
  return [{ message: `${at} must be ${expectation(wanted)}: found ${show(found)}`, place }];
}

function show(tree: Tree): string {
  if (tree.shape !== "scalar") return `a ${tree.shape}`;
  return typeof tree.value === "string" ? `"${tree.value}"` : String(tree.value);
}
