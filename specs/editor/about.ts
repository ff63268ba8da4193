/** What the language says of its options and kinds, in Markdown. */
import { z } from "zod";
import { type Choice, FAMILY_NAMES, type Vocabulary } from "../kinds/mod.ts";
import type { KindSpec } from "../kinds/kind.ts";
import { jsonSchema } from "../schema/json.ts";
import { type OptionRow, optionRows } from "../schema/options.ts";
import { knownKinds, unwrapSchema } from "../recipe/check/schema.ts";
import { blockPathOf, buildersOf, recipeSchemaAt, settingsOf } from "./schema_at.ts";

/** The options of a map, without those within them. */
export function rowsOfMap(schema: z.ZodType): OptionRow[] {
  return optionRows(jsonSchema(unwrapSchema(schema))).filter(({ path }) => !path.includes("."));
}

/** An option in a line each: what it is, what it takes, what holds without it. */
export function optionText({ value, fallback, description }: OptionRow): string {
  const takes = value.replaceAll(/\[([^\]]+)\]\(#[^)]*\)/g, "$1");
  const without = fallback === "required" ? "required" : fallback === "" ? "" : `default ${fallback}`;
  return [description, [takes, without].filter(Boolean).join("; ")].filter(Boolean).join("\n\n");
}

/** What is said of the option whose key stands at a path. */
export function optionAbout(
  path: readonly string[],
  recipe: unknown,
  vocabulary: Vocabulary,
): string | undefined {
  const name = path.at(-1)!;
  const schema = recipeSchemaAt(path.slice(0, -1), recipe, vocabulary);
  const row = schema && rowsOfMap(schema).find((row) => row.path === name);
  return row && `**${name}**\n\n${optionText(row)}`;
}

/** What is said of a kind, with its options. */
export function kindAbout(
  name: string,
  path: readonly string[],
  recipe: unknown,
  vocabulary: Vocabulary,
): string | undefined {
  const spec = kindsAt(path, recipe, vocabulary).find(({ kind }) => kind === name);
  return spec && kindPage(spec, vocabulary);
}

/** A kind with its options. */
export function kindPage({ kind, summary, options }: KindSpec, vocabulary: Vocabulary): string {
  const rows = rowsOfMap(options(buildersOf(vocabulary))).filter(({ path }) => path !== "kind").map((row) => {
    const { path, description, fallback } = row;
    const without = fallback === "required" ? " (required)" : fallback === "" ? "" : ` (default ${fallback})`;
    return `- \`${path}\`: ${description}${without}`;
  });
  return [`**${kind}**`, summary, rows.join("\n")].filter(Boolean).join("\n\n");
}

/** The kinds that may be chosen at a path: those of blocks, or of the family of the option. */
export function kindsAt(path: readonly string[], recipe: unknown, vocabulary: Vocabulary): KindSpec[] {
  if (blockPathOf(path)?.length === path.length) return [...vocabulary.blocks.values()];
  const words = kindWordsAt(path, recipe, vocabulary);
  const family = FAMILY_NAMES.filter((name) => name !== "functions" && name !== "blocks").find((name) =>
    words.length > 0 && words.every((word) => vocabulary[name as Choice].has(word))
  );
  return family === undefined ? [] : [...vocabulary[family as Choice].values()];
}

/** The words that `kind` may be in the map at a path of a section of settings. */
export function kindWordsAt(path: readonly string[], recipe: unknown, vocabulary: Vocabulary): string[] {
  const around = recipeSchemaAt(path.slice(0, -1), recipe, vocabulary);
  const within = around && unwrapSchema(around);
  const option = path.length === 1
    ? settingsOf(vocabulary)[path[0]!]
    : within instanceof z.ZodObject
    ? within.shape[path.at(-1)!] as z.ZodType | undefined
    : within instanceof z.ZodRecord
    ? within.valueType as z.ZodType
    : undefined;
  return option ? choices(unwrapSchema(option)) : [];
}

/** The words of a choice, or of the one among alternatives. */
function choices(schema: z.ZodType): string[] {
  const own = knownKinds(schema);
  if (own.length > 0 || !(schema instanceof z.ZodUnion)) return own;
  return (schema.options as z.ZodType[]).flatMap((option) => choices(unwrapSchema(option)));
}
