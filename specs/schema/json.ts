/** zod schemas to the JSON Schema that editors read. */
import { z } from "zod";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The order of keywords in the file: what a person reads comes first. */
const KEYWORDS = ["$schema", "$ref", "title", "description", "type", "const", "enum", "default"];

/** The JSON Schema of what a person may write. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    override({ zodSchema, jsonSchema }) {
      if (jsonSchema.type !== undefined) delete jsonSchema.anyOf;
      if (!(zodSchema instanceof z.ZodDefault)) return;
      const fallback: unknown = zodSchema.def.defaultValue;
      if (Array.isArray(fallback)) return;
      const word = typeof fallback === "object" ? wordOf(fallback) : fallback;
      if (word === undefined) delete jsonSchema.default;
      else jsonSchema.default = word as string | number | boolean;
    },
  });
  addWords(json);
  return json;
}

/** The word that a default of a family may be written as. */
function wordOf(fallback: object | null): unknown {
  return fallback && Object.keys(fallback).join() === "kind" ? Object.values(fallback)[0] : undefined;
}

/** Wherever there is a choice of kinds: one whose options all have defaults may be written as its word alone. */
function addWords(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  if ("family" in schema && typeof schema.family === "string") addWordsTo(schema);
  Object.values(schema).forEach(addWords);
}

function addWordsTo(choice: z.core.JSONSchema.BaseSchema): void {
  const { oneOf, family } = choice;
  delete choice["oneOf"];
  delete choice["family"];
  delete choice["fallback"];
  const kinds = oneOf as unknown as { properties: { kind: { const: string } }; required: string[] }[];
  const words = kinds.filter(({ required }) => required.join() === "kind").map(({ properties }) =>
    properties.kind.const
  );
  for (const each of kinds) {
    const { kind, ...options } = each.properties;
    each.properties = { kind, ...options };
  }
  const map = { title: String(family), oneOf };
  choice.anyOf = [...(words.length > 0 ? [{ type: "string", enum: words }] : []), map] as typeof choice[];
}

/** Brings the keywords of a schema and its parts into one order. */
export function inKeywordOrder(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inKeywordOrder);
  if (typeof schema !== "object" || schema === null) return schema;
  const rank = (key: string) => KEYWORDS.includes(key) ? KEYWORDS.indexOf(key) : KEYWORDS.length;
  const entries = Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, NAMED.includes(key) ? eachInOrder(value) : inKeywordOrder(value)]),
  );
}

/** Keywords whose keys are names, in an order of their own. */
const NAMED = ["properties", "definitions"];

function eachInOrder(schemas: unknown): unknown {
  return Object.fromEntries(
    Object.entries(schemas as object).map(([name, schema]) => [name, inKeywordOrder(schema)]),
  );
}
