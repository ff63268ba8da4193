/** The JSON Schema of a recipe file: completion, hover texts and checks in editors. */
import { type Choice, CHOICES } from "../kinds/mod.ts";
import { BLOCKS } from "../kinds/blocks/mod.ts";
import { expressionLoss } from "../recipe/losses.ts";
import { fields } from "../options/fields.ts";
import { macro } from "../recipe/define.ts";
import { HEADING, SECTIONS, SETTINGS } from "../recipe/mod.ts";
import { inKeywordOrder, type JsonSchema, jsonSchema } from "./json.ts";
import { asPatch, orNull } from "./patch.ts";
import { shareParts } from "./shared_parts.ts";

const NAME = { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" };
const FIELDS = fields(() => 1, (family) => CHOICES[family as Choice]);

/** What each section is, for hover texts and the reference. */
export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  extends:
    "The recipe that this one changes, or several, later ones over earlier ones; relative to this file",
  constants: "Named numbers, usable in expressions and options; an expression may use those before it",
  define:
    "Macros: functions written as expressions; modules, which hold blocks, make signals by their names as kinds",
  use:
    "TypeScript files with functions and blocks of your own, by a name; relative to this file. They are programs: " +
    "in training they may do whatever you may",
  data: "Which videos there are, their labels and splits",
  features: "Where snippet features come from and how a video becomes T snippets",
  embedding: "Signals that turn features into an embedding",
  actionness: "Signals over snippets that say where an action is and which",
  mining: "Signals that select snippets",
  losses: "The weighted terms whose sum is trained",
  logged: "Scalars written to the training log beside the losses",
  training: "Steps, batches, the optimizer and when to evaluate",
  inference: "From maps over snippets to scored segments",
  evaluation: "The protocol that turns segments into mAP",
  report: "Which snippets are shown as mined, and where they should lie",
};

/** The schema of a recipe file. */
export function recipeSchema(): JsonSchema {
  const heading = jsonSchema(HEADING)["properties"] as Record<string, JsonSchema>;
  const signals = named({ $ref: "#/definitions/signal" });
  const sections: Record<string, JsonSchema> = {
    ...heading,
    extends: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
    constants: named({ description: "A number, or an expression of constants", type: ["number", "string"] }),
    define: named({ $ref: "#/definitions/macro" }),
    use: named({ type: "string" }),
    embedding: signals,
    actionness: signals,
    mining: signals,
    losses: named({ $ref: "#/definitions/loss" }),
    logged: signals,
    ...Object.fromEntries(
      Object.entries(SETTINGS).map(([name, schema]) => [name, asPatch(jsonSchema(schema(FIELDS)))]),
    ),
  };
  const properties = SECTIONS.map((name) => {
    const described = { description: DESCRIPTIONS[name], ...sections[name] };
    return [name, name in heading || name === "extends" ? described : orNull(described)];
  });
  return inKeywordOrder(shareParts({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Recipe",
    description: "A recipe for weakly-supervised temporal action localization",
    type: "object",
    properties: Object.fromEntries(properties),
    required: ["version"],
    additionalProperties: false,
    definitions: { signal: signal(), loss: loss(), macro: definition() },
  })) as JsonSchema;
}

/**
 * The schema as the text of its file.
 *
 * @example Give an editor the schema of recipes
 * ```ts
 * import { recipeSchemaText } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(JSON.parse(recipeSchemaText()).required, ["version"]);
 * ```
 */
export function recipeSchemaText(): string {
  return `${JSON.stringify(recipeSchema(), null, 2)}\n`;
}

/** A map whose keys the recipe invents. */
function named(entry: JsonSchema): JsonSchema {
  return { type: "object", propertyNames: NAME, additionalProperties: orNull(entry) };
}

function signal(): JsonSchema {
  return {
    description: "A signal: an expression over signals, or a block",
    anyOf: [{ title: "expression", type: "string" }, asPatch({ oneOf: blocks({}) }), ...made({})],
  };
}

/** An entry of section `define`, whose steps are signals. */
function definition(): JsonSchema {
  const { properties, ...rest } = jsonSchema(macro(FIELDS)) as { properties: Record<string, JsonSchema> };
  const { description } = properties["steps"]!;
  const { steps: _, ...others } = asPatch({ ...rest, properties })["properties"] as Record<
    string,
    JsonSchema
  >;
  const { result, ...before } = others;
  const steps = { description, ...named({ $ref: "#/definitions/signal" }) };
  return { ...asPatch(rest), properties: { ...before, steps: orNull(steps), result } };
}

/**
 * What a macro of section `define` makes by its name as a kind, and changes of its inputs and options: their names are
 * the recipe's own.
 */
function made(more: Readonly<Record<string, JsonSchema>>): JsonSchema[] {
  const others = { description: "An input or option of the module", type: ["string", "number"] };
  const kind = { description: "Name of the module", type: "string", not: { enum: [...BLOCKS.keys()] } };
  const options = new Set(
    blocks({}).flatMap(({ properties }) => Object.keys(properties as object)),
  );
  return [
    {
      title: "module",
      description: "What a module of section define makes",
      type: "object",
      properties: { kind, ...more },
      required: ["kind"],
      additionalProperties: others,
    },
    {
      title: "change",
      description: "Changes what a module of section define makes",
      type: "object",
      properties: more,
      propertyNames: { not: { enum: [...options] } },
      additionalProperties: others,
    },
  ].map(asPatch);
}

function loss(): JsonSchema {
  const { properties } = jsonSchema(expressionLoss(FIELDS)) as { properties: Record<string, JsonSchema> };
  const { weight, ...rest } = properties;
  const written: JsonSchema = {
    title: "expression",
    type: "object",
    properties: { ...rest, weight },
    additionalProperties: false,
  };
  return {
    description: "A term of the loss: a scalar expression, or a block, with its weight",
    anyOf: [
      { title: "expression", type: "string" },
      asPatch(written),
      asPatch({ oneOf: blocks({ weight: weight! }) }),
      ...made({ weight: weight! }),
    ],
  };
}

/** Every block kind, with more options than its own. */
function blocks(more: Readonly<Record<string, JsonSchema>>): JsonSchema[] {
  return [...BLOCKS.values()].map(({ kind, summary, options }) => {
    const json = jsonSchema(options(FIELDS)) as { properties: object; required?: string[] };
    return {
      ...json,
      title: kind,
      description: summary,
      properties: { kind: { const: kind, description: summary }, ...json.properties, ...more },
      required: ["kind", ...(json.required ?? [])],
    };
  });
}
