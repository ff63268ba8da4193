/** Checks a part of a recipe against its schema and words every mistake with its place. */
import type { z } from "zod";
import type { Diagnostic, Place } from "../../diagnostics/diagnostics.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { entryAt, placeAt, plain, showTree, subtree, type Tree } from "../../load/tree.ts";
import { SECTIONS } from "../mod.ts";
import { isMeant, missingKey, unknownKey, unknownKind } from "./wording.ts";
import type { ConstantCause } from "../../options/constant_cause.ts";
import { expectation, knownKeys, knownKinds, mapToWrite, schemaAt, waysToChoose } from "./schema.ts";

/** What a refinement says that has no words of its own. */
const REFUSED = "is not what is wanted here";

/**
 * Checks the tree at `path`; undefined when it is wrong, and then every mistake is in `diagnostics`. A section of
 * defaults alone may be left out.
 */
export function checkSection<S extends z.ZodType>(
  tree: Tree,
  path: readonly string[],
  schema: S,
  diagnostics: Diagnostic[],
): z.output<S> | undefined {
  const section = subtree(tree, path);
  if (!section) {
    const defaults = schema.safeParse({}, { jitless: true });
    if (defaults.success) return defaults.data;
    // A misspelt one is told where it stands.
    const isMisspelt = path.length === 1 && tree.shape === "map" && isMeant(path[0]!, tree, SECTIONS);
    if (isMisspelt) return undefined;
    diagnostics.push({
      message: `Missing section "${path.join(".")}"`,
      place: placeAt(tree, path.slice(0, -1)),
      hint: "write it, or extend a recipe that has it",
    });
    return undefined;
  }
  const value = plain(section);
  const checked = schema.safeParse(value, {
    error: ({ code }) => code === "custom" ? REFUSED : undefined,
    // Code for a schema takes longer to make than to do without: a section is checked once.
    jitless: true,
  });
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

function describe(issue: z.core.$ZodIssue, context: Context): Diagnostic[] {
  const { tree, path, schema, value } = context;
  const full = [...path, ...issue.path];
  const at = full.map(String).join(".");
  const place = placeAt(tree, full);
  const found = subtree(tree, full);
  const wanted = schemaAt(schema, issue.path, value);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(wanted);
      return issue.keys.map((key) =>
        unknownKey([...full, key], known, entryAt(tree, [...full, key])?.key ?? place, found)
      );
    }
    case "custom":
      return (issue.params as ConstantCause | undefined)?.reported
        ? []
        : [describeCustom(issue, at, place, found)];
    case "invalid_key":
      return [{
        message: `Cannot use the name "${String(full.at(-1))}" at ${at}`,
        place: entryAt(tree, full)?.key ?? place,
        hint: issue.issues[0]?.message,
      }];
    case "invalid_union": {
      const kinds = knownKinds(schemaAt(schema, issue.path.slice(0, -1), value));
      if (issue.path.at(-1) === "kind" && kinds.length > 0) {
        const word = subtree(tree, full.slice(0, -1));
        return word?.shape === "scalar" && typeof word.value === "string"
          ? [describeKind(word, full.slice(0, -1), word.place, kinds)]
          : [describeKind(found, full, place, kinds)];
      }
      const fitting = found && issue.errors.find((errors) => errors.every(isBelow));
      if (!fitting) break;
      return fitting.flatMap((inner) =>
        describe({ ...inner, path: [...issue.path, ...inner.path] }, context)
      );
    }
  }
  if (!found) {
    const known = knownKeys(schemaAt(schema, issue.path.slice(0, -1), value));
    if (isMeant(String(full.at(-1)), subtree(tree, full.slice(0, -1)), known)) return [];
    const ways = waysToChoose(wanted);
    const hint = `add it: ${expectation(wanted)}${ways.length === 0 ? "" : `, ${oneOf(ways)}`}`;
    return [missingKey(full, place, hint)];
  }
  return [{ place, ...describeValue(issue, at, found, wanted) }];
}

/** Kinds to choose from, in one line. */
function oneOf(ways: readonly string[]): string {
  return `one of: ${ways.join(", ")}`;
}

/** A mistake below a value, of its keys or within its bounds: the value itself has the right shape. */
function isBelow({ path, code }: z.core.$ZodIssue): boolean {
  return path.length > 0 || code === "unrecognized_keys" || code === "too_small" || code === "custom";
}

/** Words what a transformation or refinement found; it may point at characters of the value. */
function describeCustom(
  { message, params }: z.core.$ZodIssueCustom,
  at: string,
  place: Place,
  found: Tree | undefined,
): Diagnostic {
  const { hint, span, sentence } = (params ?? {}) as ConstantCause;
  return {
    message: sentence ? `${message} at ${at}` : `${at} ${message}`,
    place: span && found?.shape === "scalar" ? found.spot(span.offset, span.length) : place,
    hint,
  };
}

function describeKind(
  found: Tree | undefined,
  path: readonly PropertyKey[],
  place: Place,
  kinds: readonly string[],
): Diagnostic {
  if (!found || found.shape !== "scalar") {
    return missingKey(path, place, oneOf(kinds));
  }
  return unknownKind(String(plain(found)), path, kinds, place);
}

function describeValue(
  issue: z.core.$ZodIssue,
  at: string,
  found: Tree,
  wanted: z.ZodType | undefined,
): Omit<Diagnostic, "place"> {
  switch (issue.code) {
    case "invalid_value":
      return {
        message: found.shape === "scalar"
          ? `Unknown value ${showTree(found)} at ${at}`
          : `${at} must be one word: found ${showTree(found)}`,
        hint: suggest(found.shape === "scalar" ? String(plain(found)) : "", issue.values.map(String)),
      };
    case "invalid_format":
      return { message: `${at} ${issue.message}: found ${showTree(found)}` };
    case "too_small":
      return {
        message: `${at} needs at least ${issue.minimum} ${issue.minimum === 1 ? "entry" : "entries"}`,
      };
    default: {
      const ways = waysToChoose(wanted);
      const map = mapToWrite(wanted);
      return {
        message: `${at} must be ${expectation(wanted)}: found ${showTree(found)}`,
        hint: ways.length > 0 ? oneOf(ways) : map === undefined ? undefined : `write ${map}`,
      };
    }
  }
}
