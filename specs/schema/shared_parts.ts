/** Parts of a schema that stand in several places, said once. */
import type { JsonSchema } from "./json.ts";

/** Characters from which on a part is worth a definition. */
const LONG = 240;

/** Keywords whose value maps names to schemas. */
const MAPS = ["properties", "definitions"];

/** The same schema, in which every long part that stands in several places is one of its `definitions`. */
export function shareParts(schema: JsonSchema): JsonSchema {
  const counts = new Map<string, number>();
  visit(schema, (part) => {
    const text = JSON.stringify(part);
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    // Within a part that is said once, everything stands once.
    return count === 0;
  });
  const own = schema["definitions"] as Readonly<Record<string, JsonSchema>>;
  const names = new Map<string, string>();
  const definitions: Record<string, JsonSchema> = {};

  function shared(part: JsonSchema, name: string): JsonSchema {
    const text = JSON.stringify(part);
    if (text.length < LONG || counts.get(text)! < 2) return within(part, name);
    let known = names.get(text);
    if (known === undefined) {
      known = unused(String(part["title"] ?? name));
      names.set(text, known);
      definitions[known] = {};
      definitions[known] = within(part, name);
    }
    return { $ref: `#/definitions/${known}` };
  }

  function within(part: JsonSchema, name: string): JsonSchema {
    return mapParts(part, (inner, key) => shared(inner, key ?? name));
  }

  function unused(name: string): string {
    const taken = (name: string) => name in own || name in definitions;
    if (!taken(name)) return name;
    for (let i = 2;; i++) if (!taken(`${name}_${i}`)) return `${name}_${i}`;
  }

  const { definitions: _, ...rest } = schema;
  const whole = within(rest, "recipe");
  const named = Object.entries(own).map(([name, part]) => [name, within(part, name)] as const);
  return { ...whole, definitions: { ...Object.fromEntries(named), ...definitions } };
}

/** Goes through a schema and its parts from the outside, into those for which `enter` is true. */
function visit(schema: JsonSchema, enter: (part: JsonSchema) => boolean): void {
  mapParts(schema, (part) => {
    if (enter(part)) visit(part, enter);
    return part;
  });
}

/** A schema with other parts in the place of its own; `key` is the name of a property. */
function mapParts(schema: JsonSchema, change: (part: JsonSchema, key?: string) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (Array.isArray(value)) return [keyword, value.map((each) => isSchema(each) ? change(each) : each)];
    if (!isSchema(value) || keyword === "default") return [keyword, value];
    if (!MAPS.includes(keyword)) return [keyword, change(value)];
    const parts = Object.entries(value) as [string, JsonSchema][];
    return [keyword, Object.fromEntries(parts.map(([name, part]) => [name, change(part, name)]))];
  });
  return Object.fromEntries(entries);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
