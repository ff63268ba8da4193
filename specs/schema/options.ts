/** The options of a schema as rows that a person reads. */
import type { JsonSchema } from "./json.ts";

/** One option. */
export interface OptionRow {
  /** Its path, such as `sources.<name>.width`. */
  readonly path: string;
  /** What it takes, in words. */
  readonly value: string;
  /** What holds where it is not written; "required" where nothing does, empty where it is simply absent. */
  readonly fallback: string;
  readonly description: string;
}

/** Every option below a map, in order; a map of its own has no row unless it says more than its options do. */
export function optionRows(schema: JsonSchema, prefix = ""): OptionRow[] {
  const required = (schema["required"] ?? []) as readonly string[];
  return Object.entries(propertiesOf(schema)).flatMap(([name, option]) => {
    const path = `${prefix}${name}`;
    const alternatives = (option["oneOf"] ?? [option]) as readonly JsonSchema[];
    const inner = alternatives.flatMap((each) => innerRows(each, path));
    const row = {
      path,
      value: valueText(option),
      fallback: fallbackText(option, required.includes(name)),
      description: String(option["description"] ?? ""),
    };
    const own = inner.length === 0 || row.description !== "" || option["anyOf"] !== undefined;
    return own ? [row, ...inner] : inner;
  });
}

/** The rows of what a map, a map of named entries or a map among several alternatives holds. */
function innerRows(option: JsonSchema, path: string): OptionRow[] {
  const entries = option["additionalProperties"];
  const named = isMap(entries) ? optionRows(choiceOf(entries) ?? entries, `${path}.<name>.`) : [];
  const alternatives = (option["anyOf"] ?? []) as readonly JsonSchema[];
  return [
    ...optionRows(option, `${path}.`),
    ...named,
    ...alternatives.flatMap((each) => innerRows(each, path)),
  ];
}

/** The options that every kind of a family has, where an option chooses from one; what only some have stands at the kinds. */
function choiceOf(option: JsonSchema): JsonSchema | undefined {
  const kinds = choicesOf(option)?.["oneOf"] as readonly JsonSchema[] | undefined;
  if (!kinds) return undefined;
  const [first, ...others] = kinds;
  const shared = Object.entries(propertiesOf(first!)).filter(([name]) =>
    name !== "kind" && others.every((other) => name in propertiesOf(other))
  );
  return { properties: Object.fromEntries(shared), required: first!["required"] };
}

/** What an option takes, in words. */
export function valueText(option: JsonSchema): string {
  const { type, enum: words, const: word, anyOf, oneOf, items, additionalProperties } = option;
  const family = familyOf(option);
  if (family !== undefined) {
    return `one of the [${family.replaceAll("_", " ")}](#${family.replaceAll("_", "-")})`;
  }
  if (word !== undefined) return code(word);
  if (Array.isArray(words)) return words.map(code).join(", ");
  if (Array.isArray(anyOf)) return alternativesText(anyOf as readonly JsonSchema[]);
  if (oneOf !== undefined) return "map";
  if (type === "array") return isMap(items) ? `list of ${plural(valueText(items))}` : "list";
  if (type === "boolean") return "true or false";
  if (type === "string") return "text";
  if (type === "object") return mapText(additionalProperties);
  return numberText(option);
}

/** The family that an option chooses from, where it does. */
function familyOf({ anyOf, title, oneOf }: JsonSchema): string | undefined {
  if (title !== undefined && oneOf !== undefined) return String(title);
  const alternatives = (anyOf ?? []) as readonly JsonSchema[];
  // The words of its kinds are of the family too.
  const [family] = alternatives.filter((each) => each["enum"] === undefined).map(familyOf);
  return family;
}

function choicesOf({ anyOf }: JsonSchema): JsonSchema | undefined {
  return (anyOf as readonly JsonSchema[] | undefined)?.find(({ title, oneOf }) => title && oneOf);
}

function mapText(entries: unknown): string {
  if (!isMap(entries)) return "map";
  const family = familyOf(entries);
  if (family !== undefined) return `[${family}](#${family}) by name`;
  return entries["properties"] ? "map by name" : `map of ${plural(valueText(entries))}`;
}

function alternativesText(alternatives: readonly JsonSchema[]): string {
  const [first, second] = alternatives;
  const items = second?.["items"] as JsonSchema | undefined;
  if (first?.["type"] === "string" && second?.["type"] === "array" && items?.["type"] !== "string") {
    return "range";
  }
  return alternatives.map(valueText).join(", or ");
}

/** A number with its bounds; one that may not be written as an expression is a plain number. */
function numberText(option: JsonSchema): string {
  const types = [option["type"]].flat();
  const word = types.includes("integer") ? "whole number" : "number";
  const bounds = boundsText({
    min: option["minimum"],
    max: option["maximum"],
    above: option["exclusiveMinimum"],
    below: option["exclusiveMaximum"],
  });
  return [types.includes("string") ? word : `plain ${word}`, bounds].filter(Boolean).join(" ");
}

/** Bounds in words, such as "0 to 1" and ">= 0 and < 1"; empty without any. */
export function boundsText({ min, max, above, below }: Readonly<Record<string, unknown>>): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  const bounds = Object.entries({ ">=": min, ">": above, "<=": max, "<": below });
  return bounds.flatMap(([sign, bound]) => bound === undefined ? [] : [`${sign} ${bound}`]).join(" and ");
}

function fallbackText(option: JsonSchema, required: boolean): string {
  const fallback = option["default"];
  if (Array.isArray(fallback)) return code(`[${fallback.join(", ")}]`);
  if (fallback !== undefined && typeof fallback !== "object") {
    return fallback === "" ? "empty" : code(fallback);
  }
  return required ? "required" : "";
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema["properties"] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function plural(words: string): string {
  return words.split(", or ").map((each) => each.replace(/^(list|map)|text$|number/, (word) => `${word}s`))
    .join(", or ");
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}

function isMap(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
