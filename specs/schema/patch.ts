/** A file may state only what differs from the recipes that it extends: nothing is required, and null removes. */
import type { JsonSchema } from "./json.ts";

type Properties = { readonly [name: string]: JsonSchema };

/** Loosens the schema of a whole value to that of a patch: options may be left out, optional ones may be null. */
export function asPatch(schema: JsonSchema): JsonSchema {
  const { anyOf, oneOf, properties, required, additionalProperties, ...rest } = schema;
  const loosened: Record<string, unknown> = { ...rest };
  if (isList(anyOf)) loosened["anyOf"] = anyOf.map(asPatch);
  if (isList(oneOf)) loosened["oneOf"] = [...oneOf.map(asPatch), change(oneOf)];
  if (isMap(properties)) {
    const kept = isList(required) ? required as readonly unknown[] : [];
    const entries = Object.entries(properties as Properties).map(([name, value]) =>
      [name, kept.includes(name) ? asPatch(value) : orNull(asPatch(value))] as const
    );
    loosened["properties"] = Object.fromEntries(entries);
    if ("kind" in properties) loosened["required"] = ["kind"];
  }
  if (isMap(additionalProperties)) loosened["additionalProperties"] = orNull(asPatch(additionalProperties));
  else if (additionalProperties !== undefined) loosened["additionalProperties"] = additionalProperties;
  return loosened;
}

/** The options of blocks of every kind, where the kind is stated by an extended recipe. */
function change(blocks: readonly JsonSchema[]): JsonSchema {
  const properties = blocks.map((block) => asPatch(block)["properties"] as Properties);
  const { kind: _, ...options } = Object.assign({}, ...properties.toReversed()) as Properties;
  return {
    title: "change",
    description: "Changes options of what an extended recipe declares",
    type: "object",
    properties: Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name, orNull(value)]),
    ),
    additionalProperties: false,
  };
}

/** Allows null, which removes; what a person reads stays outside. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { title, description, default: fallback, ...rest } = schema;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...nullable(rest),
  };
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type, anyOf, enum: words } = schema;
  if (type !== undefined) {
    const types = isList(type) ? type as readonly unknown[] : [type];
    if (types.includes("null")) return schema;
    return { ...schema, type: [...types, "null"], ...(isList(words) ? { enum: [...words, null] } : {}) };
  }
  const alternatives = isList(anyOf) ? anyOf : [schema];
  if (alternatives.some((each) => each["type"] === "null")) return schema;
  return { anyOf: [...alternatives, { type: "null" }] };
}

function isList(value: unknown): value is readonly JsonSchema[] {
  return Array.isArray(value);
}

function isMap(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
