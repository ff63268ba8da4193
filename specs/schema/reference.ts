/** The page `docs/reference.md`: every key of a recipe, block, function and protocol, as the code has them. */
import { INPUT_TEXTS } from "../compile/inputs.ts";
import { CHOICES } from "../kinds/mod.ts";
import { BLOCKS } from "../kinds/blocks/mod.ts";
import { expressionLoss } from "../recipe/losses.ts";
import type { FunctionSpec, Parameter } from "../kinds/functions/function.ts";
import { FAMILIES } from "../kinds/functions/mod.ts";
import { macro } from "../recipe/define.ts";
import { HEADING, SECTIONS, SETTINGS } from "../recipe/mod.ts";
import { type JsonSchema, jsonSchema } from "./json.ts";
import { DESCRIPTIONS } from "./mod.ts";
import { boundsText, optionRows } from "./options.ts";
import { callText, FIELDS, meaning } from "./signature.ts";

const SIGNALS = "An entry `<name>` is an expression, or a map with the keys of a [block](#blocks).";

/** What an entry of a section is that has no keys of its own, or besides them. */
const ENTRIES: Readonly<Record<string, string>> = {
  extends: "A path, or a list of paths.",
  constants: "An entry `<name>` is a number, or an expression of constants.",
  define: "An entry is a map:",
  use: "An entry `<name>` is the path of a file.",
  embedding: SIGNALS,
  actionness: SIGNALS,
  mining: SIGNALS,
  losses:
    "An entry is an expression, which has weight 1; or a map with the keys of a [block](#blocks) and `weight`; or a map:",
  logged: `${SIGNALS} It is a scalar.`,
};

const INTRODUCTION = `# Reference

Every key of a recipe, every [input](#inputs), [block](#blocks), [function](#functions) and [protocol](#protocols). This page is made from the
code by \`deno task schema\`. [Write a recipe](write_a_recipe.md) explains how the parts work together.

* In the column *default*, *required* means that the recipe, or one that it extends, must have the key. If the column is empty, the key may be
  absent.
* For a number you may write an expression of constants with \`+ - * / ^\`, \`floor\`, \`ceil\`, \`minimum\` and \`maximum\`, unless the table says *plain*.
* A *range* is \`"start:stop:step"\`, which leaves out the stop (as numpy's \`arange\`), \`"linspace(first, last, count)"\`, or a list of numbers.
* If a key takes one of a family, its value is a map with \`kind\` and the keys of this kind. If none of these keys is required, the name of
  the kind alone is enough.
* \`<name>\` is a name that you choose: letters, digits and \`_\`, not beginning with a digit.`;

/** The page as the text of its file. */
export function referenceText(): string {
  const sections = SECTIONS.filter((name) => !(name in HEADING.shape)).map(sectionText);
  const parts = [
    INTRODUCTION,
    headingText(),
    ...sections,
    inputsText(),
    blocksText(),
    functionsText(),
    ...choicesText(),
  ];
  return `${parts.join("\n\n")}\n`;
}

function headingText(): string {
  return ["## Heading", optionTable(jsonSchema(HEADING))].join("\n\n");
}

function sectionText(name: string): string {
  const schema = { ...SETTINGS, define: macro, losses: expressionLoss } as const;
  const build = schema[name as keyof typeof schema] as typeof schema[keyof typeof schema] | undefined;
  const title = [`## \`${name}\``, [`${DESCRIPTIONS[name]}.`, ...[ENTRIES[name] ?? []].flat()].join(" ")];
  if (!build) return title.join("\n\n");
  const json = jsonSchema(build(FIELDS));
  const prefix = name in SETTINGS ? "" : "<name>.";
  const kinds = json["oneOf"] as readonly JsonSchema[] | undefined;
  const tables = kinds ? kinds.flatMap(kindText) : [optionTable(json, prefix)];
  return [...title, ...tables].join("\n\n");
}

/** One of several kinds of a section. */
function kindText(schema: JsonSchema): string[] {
  const { kind, ...properties } = schema["properties"] as Record<string, JsonSchema>;
  return [`### kind: ${kind!["const"]}`, `${kind!["description"]}.`, optionTable({ ...schema, properties })];
}

function optionTable(schema: JsonSchema, prefix = ""): string {
  return table(
    ["key", "value", "default", "meaning"],
    optionRows(schema, prefix).map(({ path, value, fallback, description }) =>
      [`\`${path}\``, value, fallback, description] as const
    ),
  );
}

function inputsText(): string {
  return [
    "## Inputs",
    "What comes with a batch of B videos of T snippets, D values each, and C classes. A step of several passes has a batch for each.",
    table(
      ["input", "axes", "meaning"],
      INPUT_TEXTS.map(({ name, axes, says }) => [`\`${name}\``, `\`${axes}\``, says]),
    ),
  ].join("\n\n");
}

function blocksText(): string {
  const blocks = [...BLOCKS.values()].flatMap((
    { kind, summary, options },
  ) => [`### kind: ${kind}`, `${summary}.`, optionTable(jsonSchema(options(FIELDS)))]);
  return ["## Blocks", ...blocks].join("\n\n");
}

/** A section for every family that a section of settings chooses from. */
function choicesText(): string[] {
  return Object.entries(CHOICES).map(([name, kinds]) => {
    const listed = [...kinds.values()].map(({ kind, summary, options }) => {
      return { title: [`### kind: ${kind}`, `${summary}.`], json: jsonSchema(options(FIELDS)) };
    });
    const texts = haveSameKeys(listed.map(({ json }) => json))
      ? variantsTexts(listed)
      : listed.flatMap(({ title, json }) => {
        const hasOptions = Object.keys(json["properties"] as object).length > 0;
        return [...title, ...(hasOptions ? [optionTable(json)] : [])];
      });
    return [`## ${name[0]!.toUpperCase()}${name.slice(1).replaceAll("_", " ")}`, ...texts].join("\n\n");
  });
}

/** Whether several kinds differ in nothing but their defaults. */
function haveSameKeys(schemas: readonly JsonSchema[]): boolean {
  const [first, ...others] = schemas.map((schema) =>
    JSON.stringify(optionRows(schema).map(({ fallback: _, ...row }) => row))
  );
  return first !== "[]" && others.length > 0 && others.every((each) => each === first);
}

/** Kinds of the same keys: these once, then of each kind the defaults that it does not share with all others. */
function variantsTexts(
  kinds: readonly { readonly title: readonly string[]; readonly json: JsonSchema }[],
): string[] {
  const defaults = kinds.map(({ json }) => optionRows(json).map(({ fallback }) => fallback));
  const isShared = (row: number) => defaults.every((each) => each[row] === defaults[0]![row]);
  const rows = optionRows(kinds[0]!.json);
  const keys = rows.map(({ path, value, fallback, description }, i) =>
    [`\`${path}\``, value, isShared(i) ? fallback : "by kind", description] as const
  );
  return [
    table(["key", "value", "default", "meaning"], keys),
    ...kinds.flatMap(({ title }, k) => {
      const own = rows.flatMap(({ path }, i) =>
        isShared(i) ? [] : [`\`${path}\` ${defaults[k]![i] || "absent"}`]
      );
      return [...title, `${own.join(", ")}.`];
    }),
  ];
}

function functionsText(): string {
  const families = Object.entries(FAMILIES).flatMap(([name, specs]) => [
    `### ${name}`,
    table(
      ["call", "value", "arguments"],
      specs.map((spec) => [`\`${callText(spec)}\``, meaning(spec), argumentsText(spec)]),
    ),
  ]);
  return [
    "## Functions",
    "Arguments may be given by position or by name, `top(cas, T, ratio=5)`; one that is shown with `=` may be left out. " +
    "The operators `+ - * / ^`, `> >= < <= == !=` and the sign `-` are functions too, and the first rows below.",
    ...families,
  ].join("\n\n");
}

function argumentsText({ parameters }: FunctionSpec): string {
  return parameters.map((parameter) => `\`${parameter.name}\`: ${parameterText(parameter)}`).join("<br>");
}

function parameterText({ description, bounds = {}, words }: Parameter): string {
  const { min, max, above, below, integer } = bounds;
  const limits = boundsText({ min, max, above, below });
  const number = [integer ? "whole number" : "", limits].filter(Boolean).join(" ");
  const choice = words?.map((word) => `\`${word}\``).join(", ") ?? "";
  const more = [number, choice].filter(Boolean).join(", ");
  return more === "" ? description : `${description} (${more})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
