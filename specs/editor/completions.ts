/** What may be typed at the cursor. */
import { z } from "zod";
import { SECTIONS, SETTINGS, SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { knownKeys, unwrapSchema } from "../recipe/check/schema.ts";
import { plain, subtree } from "../load/tree.ts";
import { DESCRIPTIONS } from "../schema/mod.ts";
import { kindText as kindLine } from "../schema/signature.ts";
import { kindPage, kindsAt, kindWordsAt, optionText, rowsOfMap } from "./about.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import type { Completion } from "./completion.ts";
import {
  entryNames,
  expressionCompletions,
  numberCompletions,
  signalCompletions,
} from "./expression_completions.ts";
import type { Outlook } from "./outlook.ts";
import { textRole } from "./roles.ts";
import { blockPathOf, buildersOf, recipeSchemaAt } from "./schema_at.ts";

/** What may stand at an offset, and the characters that it replaces. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

/** What the completions of an offset are; none within comments, or where the recipe invents what stands there. */
export function completionsAt(
  text: string,
  offset: number,
  outlook: Outlook,
  files: () => readonly string[] = () => [],
): Completions {
  const cursor = cursorAt(text, offset);
  if (!cursor) return { from: offset, to: offset, items: [] };
  const recipe = overlaid(plain(outlook.loaded.tree), cursor.recipe);
  const typed = { ...cursor, recipe };
  const items = cursor.is === "key" ? keys(typed, cursor.recipe, outlook) : values(typed, outlook, files);
  const isFile = cursor.is === "value" &&
    textRole(cursor.path, recipe, outlook.vocabulary) === "file";
  return { ...isFile ? nameAround(text, offset, cursor) : cursor.word, items };
}

/** Offsets of the path that a cursor stands in, or of the name of one of walt's recipes, such as `walt:demo`. */
function nameAround(
  text: string,
  offset: number,
  { before, word }: Cursor,
): Pick<Completions, "from" | "to"> {
  const from = offset - before.length;
  const { length } = /^[^\s,'"[\]{}]*/.exec(text.slice(offset))![0];
  return text.startsWith(before, from) ? { from, to: offset + length } : word;
}

/** A recipe with what its file says now laid over it. */
function overlaid(below: unknown, above: unknown): unknown {
  const isMap = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap(below) || !isMap(above)) return above ?? below;
  const entries = Object.entries(above as object).map(([key, value]) =>
    [key, overlaid(Reflect.get(below as object, key), value)] as const
  );
  return { ...below as object, ...Object.fromEntries(entries) };
}

/** Keys that the map at the cursor may have and does not state itself. */
function keys({ path, recipe }: Cursor, own: unknown, outlook: Outlook): Completion[] {
  const stated = path.reduce<unknown>(
    (map, step) => (map as Record<string, unknown> | undefined)?.[step],
    own,
  );
  const isNew = ({ label }: Completion) =>
    !(typeof stated === "object" && stated !== null && label in stated);
  return possibleKeys(path, recipe, outlook).filter(isNew);
}

function possibleKeys(path: readonly string[], recipe: unknown, outlook: Outlook): Completion[] {
  const [section] = path;
  if (section === undefined) {
    return SECTIONS.map((label) => ({
      label,
      is: "key",
      markdown: DESCRIPTIONS[label] ?? "",
      insert: `${label}:`,
    }));
  }
  const { vocabulary, loaded } = outlook;
  const schema = recipeSchemaAt(path, recipe, vocabulary);
  const isBlock = blockPathOf(path)?.length === path.length;
  const kind: Completion = { label: "kind", is: "key", detail: "a block", insert: "kind: " };
  if (schema) {
    const inner = unwrapSchema(schema);
    const options = knownKeys(inner).length === 0 ? [] : rowsOfMap(inner).map((row): Completion => ({
      label: row.path,
      is: "key",
      detail: row.fallback === "required" ? "required" : undefined,
      markdown: optionText(row),
      insert: `${row.path}: `,
    }));
    const hasKind = options.some(({ label }) => label === "kind");
    const choice = !hasKind && (isBlock || inner instanceof z.ZodDiscriminatedUnion);
    if (options.length > 0 || choice) return choice ? [kind, ...options] : options;
  } else if (isBlock) {
    const made = kindStated(path, recipe);
    const macro = made === undefined ? undefined : subtree(loaded.tree, ["define", made]);
    if (!macro) return [kind];
    const names = ["inputs", "options"].flatMap((part) => entryNames(macro, [part]));
    return names.map((label) => ({ label, is: "key", detail: `of ${made}`, insert: `${label}: ` }));
  }
  // Entries of parents may be changed.
  const inherited = subtree(loaded.tree, path);
  const entries = inherited?.shape === "map" ? [...inherited.entries] : [];
  return [
    ...(isSignals(path) ? signalCompletions(path, outlook, "report") : []),
    ...entries.map(([label, { introduced: { file, line } }]): Completion => ({
      label,
      is: "key",
      detail: `changes ${file}:${line}`,
      insert: `${label}: `,
    })),
  ].filter(({ label }, i, all) => all.findIndex((each) => each.label === label) === i);
}

/** Whether the keys of a map are names of signals. */
function isSignals(path: readonly string[]): boolean {
  return path.join(".") === "report.mined" || path.at(-1) === "score_on";
}

function kindStated(path: readonly string[], recipe: unknown): string | undefined {
  const map = path.reduce<unknown>(
    (map, step) => (map as Record<string, unknown> | undefined)?.[step],
    recipe,
  );
  const kind = (map as Record<string, unknown> | undefined)?.["kind"];
  return typeof kind === "string" ? kind : undefined;
}

/** Values that may stand at the cursor. */
function values(cursor: Cursor, outlook: Outlook, files: () => readonly string[]): Completion[] {
  const { path, recipe, before, isBesideKey } = cursor;
  const { vocabulary } = outlook;
  const role = textRole(path, recipe, vocabulary);
  const isEmpty = /^\w*$/.test(before);
  switch (role) {
    case "expression":
      return [
        ...expressionCompletions(before, path, outlook),
        ...(isEmpty && isBesideKey && isEntry(path) ? blockMaps(outlook) : []),
      ];
    case "number":
      return numberCompletions(path, outlook);
    case "signal":
      return signalCompletions(path, outlook, path[0] === "report" ? "report" : "inference");
    case "statistic":
      return names(subtree(outlook.loaded.tree, ["logged"]), "signal");
    case "file":
      return path[0] === "extends" ? files().map((label) => ({ label, is: "file" })) : [];
    case "kind":
      return kinds(
        path.at(-1) === "kind" ? path.slice(0, -1) : path,
        path.at(-1) !== "kind",
        cursor,
        outlook,
      );
  }
  const schema = recipeSchemaAt(path, recipe, vocabulary);
  const inner = schema && unwrapSchema(schema);
  if (inner instanceof z.ZodEnum) return inner.options.map((each) => ({ label: String(each), is: "word" }));
  if (inner instanceof z.ZodBoolean) return ["true", "false"].map((label) => ({ label, is: "word" }));
  // Keys of a map that begins on the next line.
  const isSection = path.length === 1 &&
    (path[0]! in SETTINGS || SIGNAL_SECTIONS.some((each) => each === path[0]));
  return isBesideKey && !isSection ? [] : possibleKeys(path, recipe, outlook);
}

function isEntry(path: readonly string[]): boolean {
  return path.length === 2 || (path[0] === "define" && path.length === 4);
}

/** Blocks written as maps, with the options that they require. */
function blockMaps({ vocabulary }: Outlook): Completion[] {
  return [...vocabulary.blocks.values()].map((spec) => {
    const required = rowsOfMap(spec.options(buildersOf(vocabulary))).filter(({ fallback }) =>
      fallback === "required"
    );
    const insert = `{ ${[`kind: ${spec.kind}`, ...required.map(({ path }) => `${path}: `)].join(", ")} }`;
    return {
      label: `{ kind: ${spec.kind} }`,
      is: "kind",
      detail: "block",
      markdown: kindPage(spec, vocabulary),
      insert,
    };
  });
}

/** The kinds at a path; in the place of a map those that require options are written as maps. */
function kinds(
  path: readonly string[],
  isWord: boolean,
  { recipe }: Cursor,
  { vocabulary, loaded }: Outlook,
): Completion[] {
  const specs = kindsAt(path, recipe, vocabulary);
  if (specs.length === 0) {
    return kindWordsAt(path, recipe, vocabulary).map((label) => ({ label, is: "kind" }));
  }
  const found = specs.map((spec): Completion => {
    const line = kindLine(spec);
    const insert = isWord && line.startsWith("{") ? { insert: `{ kind: ${spec.kind} }` } : {};
    return { label: spec.kind, is: "kind", detail: line, markdown: kindPage(spec, vocabulary), ...insert };
  });
  const isBlock = blockPathOf(path)?.length === path.length;
  return isBlock ? [...found, ...names(subtree(loaded.tree, ["define"]), "macro")] : found;
}

function names(map: ReturnType<typeof subtree>, is: Completion["is"]): Completion[] {
  return map?.shape === "map" ? [...map.entries.keys()].map((label) => ({ label, is })) : [];
}
