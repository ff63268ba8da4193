/** What holds of every kind of every family: described, in the reference and the schema, run, tested, its misuse told. */
import assert from "node:assert/strict";
import { z } from "zod";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { BLOCKS } from "../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../specs/kinds/functions/mod.ts";
import type { KindSpec } from "../../../specs/kinds/kind.ts";
import { type Choice, CHOICES, FAMILY_NAMES, VOCABULARY } from "../../../specs/kinds/mod.ts";
import { fields } from "../../../specs/options/fields.ts";
import { jsonSchema } from "../../../specs/schema/json.ts";
import { type OptionRow, optionRows } from "../../../specs/schema/options.ts";
import { compileSmall } from "../compile/small.ts";
import { readText } from "../recipes.ts";

const REFERENCE = readText("docs/reference.md");
const SCHEMA = readText("specs/recipe.schema.json");
/** Where editors find the kinds of a family: encoders are chosen in descriptions of their own. */
const schemaOf = (family: string) => family === "encoders" ? readText("specs/encoder.schema.json") : SCHEMA;
const FIELDS = fields(() => 1, (family) => CHOICES[family as Choice]);

/** A sentence without its period. */
const SENTENCE = /^[A-Z`][^]*[^.\s]$/;
/** What whole numbers count. */
const UNIT = /\b(steps?|snippets?|samples?|taps|pairs|videos|predictions|outputs|sizes|segments|how many)\b/i;

/** The part of the reference under a heading, up to the next of its level or above. */
function under(heading: string, text: string): string {
  const [level] = heading.split(" ", 1) as [string];
  const start = text.indexOf(`\n${heading}\n`);
  assert.ok(start >= 0, `the reference has no "${heading}"`);
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{2,${level.length}} `, "m"));
  return end < 0 ? rest : rest.slice(0, end);
}

/** Requires that the reference shows an option, and its default: in its row, or with those of its kind. */
function requireShown({ path, fallback, description }: OptionRow, tables: string, own: string): void {
  const rows = tables.split("\n").filter((line) => line.startsWith(`| \`${path}\` | `));
  const row = rows.find((line) => line.includes(description.replaceAll("|", "\\|")));
  assert.ok(row, `${path} has no row`);
  assert.ok(
    fallback === "" || row.includes(` | ${fallback} | `) || own.includes(`\`${path}\` ${fallback}`),
    `${path} has the default ${fallback}, which is not shown`,
  );
}

/** Requires of the options of a kind what a person needs to write them. */
function requireDescribed({ kind, options }: Pick<KindSpec, "kind" | "options">, family: string): void {
  const section = under(`## ${family}`, REFERENCE);
  const own = under(`### kind: ${kind}`, section);
  const shared = section.slice(0, section.indexOf("\n### "));
  const schema = options(FIELDS);
  const rows = optionRows(jsonSchema(schema));
  for (const row of rows) {
    assert.match(row.description, /[^.\s]$/, row.path);
    if (/^whole number/.test(row.value)) assert.match(row.description, UNIT, `${row.path} counts something`);
    requireShown(row, `${shared}\n${own}`, own);
  }
  for (const [name, option] of Object.entries(schema.shape)) {
    const row = rows.find(({ path }) => path === name);
    if (option instanceof z.ZodDefault) assert.ok(row?.fallback, `${name} has a default`);
  }
}

/** What a person is told first of a recipe. */
function told(recipe: string): { readonly message: string; readonly hint: string | undefined }[] {
  try {
    compileSmall(recipe);
    return [];
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.diagnostics.map(({ message, hint }) => ({ message, hint }));
  }
}

for (const family of FAMILY_NAMES) {
  Deno.test(`Every kind of ${family} runs, and nothing runs that is no kind`, () => {
    assert.deepEqual([...KINDS[family].keys()].sort(), [...VOCABULARY[family].keys()].sort());
  });
}

for (const [family, kinds] of Object.entries(CHOICES)) {
  const title = family[0]!.toUpperCase() + family.slice(1).replaceAll("_", " ");
  for (const spec of kinds.values()) {
    Deno.test(`Kind ${spec.kind} of ${family} is described, in the reference and the schema`, () => {
      assert.match(spec.summary, SENTENCE);
      requireDescribed(spec, title);
      assert.ok(schemaOf(family).includes(`"const": "${spec.kind}"`));
    });
  }
  Deno.test(`Family ${family} has a contract test, which fails for a kind without a case or a mistake`, () => {
    const test = readText(`tests/pipeline/kinds/${family}/mod_contract_test.ts`);
    assert.match(test, new RegExp(`^testFamily\\("${family}", `, "m"));
  });
}

for (const spec of BLOCKS.values()) {
  const { kind, summary } = spec;
  Deno.test(`Block ${kind} is described, in the reference and the schema, and its misuse told`, () => {
    assert.match(summary, SENTENCE);
    requireDescribed(spec, "Blocks");
    assert.ok(SCHEMA.includes(`"const": "${kind}"`));
    const rows = optionRows(jsonSchema(spec.options(FIELDS))).filter(({ path }) => !path.includes("."));
    const needed = rows.filter(({ fallback }) => fallback === "required");
    const messages = told(`mining: { test_it: { kind: ${kind}, test_other: 3 } }`).map(({ message }) =>
      message
    );
    assert.deepEqual(messages, [
      ...needed.map(({ path }) => `Missing "${path}" at mining.test_it`),
      'Unknown key "test_other" at mining.test_it.test_other',
    ]);
  });
}

for (const { name, summary, parameters } of FUNCTIONS.values()) {
  Deno.test(`Function ${name} is described, in the reference too, and its misuse told`, () => {
    assert.match(summary, /[^.\s]$/);
    const row = REFERENCE.split("\n").find((line) => line.startsWith(`| \`${name}(`));
    assert.ok(row);
    const names = parameters.map((each) => each.name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, description, default: fallback } of parameters) {
      assert.match(description, /[^.\s]$/, name);
      assert.ok(row.includes(`\`${name}\`: ${description.replaceAll("|", "\\|")}`), name);
      if (fallback !== undefined) assert.ok(row.includes(`${name}=${fallback ?? ""}`), name);
    }
    const hint = `it takes: ${names.join(", ")}`;
    const call = (arguments_: readonly string[]) =>
      `logged: { test_it: "${name}(${arguments_.join(", ")})" }`;
    assert.deepEqual(told(call([])), [{ message: `Missing argument "${names[0]}" of ${name}`, hint }]);
    if (parameters.some(({ takes }) => takes === "signals")) return;
    const many = Array(names.length + 1).fill("x");
    const found = `${name} takes ${names.length} argument${
      names.length === 1 ? "" : "s"
    }, found ${many.length}`;
    const lists = parameters.at(-1)?.several ? "; write several axes as a list, [B, T]" : "";
    assert.deepEqual(told(call(many)), [{ message: found, hint: `${hint}${lists}` }]);
  });
}
