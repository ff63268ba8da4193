/** Walks zod schemas: the keys and kinds that a place of a recipe may have, for suggestions. */
import { z } from "zod";
import { withKind } from "../../options/fields.ts";

/** Takes wrappers (default, optional, transformations) off a schema. */
export function unwrapSchema(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return unwrapSchema(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodPipe) {
    return unwrapSchema((schema.in instanceof z.ZodTransform ? schema.out : schema.in) as z.ZodType);
  }
  if (schema instanceof z.ZodLazy) return unwrapSchema(schema.unwrap() as z.ZodType);
  return schema;
}

/** The schema below a path, following the `kind` that the value states where there are several. */
export function schemaAt(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): z.ZodType | undefined {
  let at: z.ZodType | undefined = choose(unwrapSchema(schema), value);
  let inner = value;
  for (const step of path) {
    inner = (inner as Record<PropertyKey, unknown> | undefined)?.[step];
    if (at instanceof z.ZodObject) at = at.shape[String(step)] as z.ZodType | undefined;
    else if (at instanceof z.ZodRecord) at = at.valueType as z.ZodType;
    else if (at instanceof z.ZodArray) at = at.element as z.ZodType;
    else return undefined;
    at = at && choose(unwrapSchema(at), inner);
  }
  return at;
}

function choose(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { kind } = (withKind(value, schema.meta()?.["fallback"] as string | undefined) ?? {}) as {
      kind?: unknown;
    };
    const option = schema.options.find((option) => wordOf(option) === kind);
    return option ? unwrapSchema(option as z.ZodType) : schema;
  }
  if (schema instanceof z.ZodUnion && typeof value === "string") {
    const kinds = schema.options.find((option) => knownKinds(option as z.ZodType).includes(value));
    return kinds ? choose(kinds as z.ZodType, value) : schema;
  }
  if (schema instanceof z.ZodUnion && typeof value === "object") {
    const shapes = Array.isArray(value) ? [z.ZodArray] : [z.ZodObject, z.ZodRecord, z.ZodDiscriminatedUnion];
    const option = schema.options.find((option) => shapes.some((shape) => option instanceof shape));
    return option ? choose(option as z.ZodType, value) : schema;
  }
  return schema;
}

/** The word of a kind. */
function wordOf({ _zod: { propValues } }: z.core.$ZodType): unknown {
  return [...propValues?.["kind"] ?? []][0];
}

/** The keys that an object schema knows. */
export function knownKeys(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The kinds that a discriminated union knows. */
export function knownKinds(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodDiscriminatedUnion
    ? schema.options.map((option) => String(wordOf(option)))
    : [];
}

/**
 * How a choice of kinds may be written: each by its word, or as a map where it requires options. Where none does, one with
 * options comes last. None where there is no choice.
 */
export function waysToChoose(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion)) {
    return schema.options.flatMap((option) => waysToChoose(unwrapSchema(option as z.ZodType)));
  }
  if (!schema || !isChoice(schema)) return [];
  const takesWords = schema.meta()?.["family"] !== undefined;
  const kinds = schema.options.map((option) => {
    const { kind: _, ...options } = (unwrapSchema(option as z.ZodType) as z.ZodObject).shape as Record<
      string,
      z.ZodType
    >;
    const required = Object.keys(options).filter((name) => !options[name]!.safeParse(undefined).success);
    return { word: String(wordOf(option)), options: Object.keys(options), required };
  });
  const map = (word: string, options: readonly string[]) =>
    `{ ${[`kind: ${word}`, ...options.map((name) => `${name}: ..`)].join(", ")} }`;
  const isWord = (required: readonly string[]) => takesWords && required.length === 0;
  const ways = kinds.map(({ word, required }) => isWord(required) ? word : map(word, required));
  const further = kinds.every(({ required }) => isWord(required)) &&
    kinds.find(({ options }) => options.length > 0);
  return further ? [...ways, map(further.word, further.options)] : ways;
}

/** How a map is written that has these required options, or else all of them. Undefined where a schema is no such map. */
export function mapToWrite(schema: z.ZodType | undefined): string | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined;
  const options = Object.keys(schema.shape);
  const required = options.filter((name) => !(schema.shape[name] as z.ZodType).safeParse(undefined).success);
  const shown = required.length === 0 ? options : required;
  return `{ ${shown.map((name) => `${name}: ..`).join(", ")} }`;
}

/** Whether a schema is a choice among the kinds of a family. */
function isChoice(schema: z.ZodType): schema is z.ZodDiscriminatedUnion {
  const { family, title } = schema.meta() ?? {};
  return schema instanceof z.ZodDiscriminatedUnion && (family ?? title) !== undefined;
}

/** What a schema takes, in words. */
export function expectation(schema: z.ZodType | undefined): string {
  if (schema instanceof z.ZodNumber) return "a number";
  if (schema instanceof z.ZodString) return "text";
  if (schema instanceof z.ZodBoolean) return "true or false";
  if (schema instanceof z.ZodArray) return "a list";
  if (schema instanceof z.ZodEnum) return schema.options.map((o) => `"${o}"`).join(" or ");
  if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion)) {
    const [first, second, ...others] = schema.options;
    if (first instanceof z.ZodNumber && second instanceof z.ZodString && others.length === 0) {
      return "a number or an expression of constants";
    }
    return [...new Set(schema.options.map((o) => expectation(unwrapSchema(o as z.ZodType))))].join(" or ");
  }
  return schema && isChoice(schema) ? "a kind" : "a map";
}
