import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parse } from "yaml";
import { BLOCKS } from "../../specs/kinds/blocks/mod.ts";
import { SECTIONS } from "../../specs/recipe/mod.ts";
import { recipeSchema, recipeSchemaText } from "../../specs/schema/mod.ts";
import { ROOT } from "../shared.ts";
import { readText, recipeFiles } from "./recipes.ts";

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(recipeSchema());

function accepts(text: string): boolean {
  return validate(parse(text));
}

Deno.test("specs/recipe.schema.json is current: deno task schema writes it", () => {
  assert.equal(readText("specs/recipe.schema.json"), recipeSchemaText());
});

for (const { file, text } of recipeFiles()) {
  Deno.test(`recipeSchema() accepts ${file}`, () => {
    const valid = accepts(text);
    assert.ok(valid, JSON.stringify(validate.errors, null, 2));
  });

  const heading = /^# yaml-language-server: \$schema=(.*)$/m.exec(text);
  if (!heading) continue;
  Deno.test(`the heading of ${file} names the schema`, () => {
    assert.ok(text.startsWith(heading[0]));
    const schema = normalize(join(dirname(file), heading[1]!));
    assert.equal(schema, join("specs", "recipe.schema.json"));
    assert.ok(existsSync(join(ROOT, schema)));
  });
}

Deno.test("every complete recipe tells editors its schema", () => {
  for (const { file, text, complete } of recipeFiles()) {
    if (complete) assert.match(text, /^# yaml-language-server: \$schema=/, file);
  }
});

Deno.test("recipeSchema() accepts patches, nulls and constants instead of numbers", () => {
  assert.ok(accepts("version: 1"));
  assert.ok(accepts("version: 1\nembedding: { x: { kernel: 9 } }"));
  assert.ok(accepts("version: 1\nembedding: { x: null }\nmining: null"));
  assert.ok(accepts("version: 1\ntraining: { steps: long / 2, evaluate_every: null }"));
  assert.ok(accepts("version: 1\ndata: { root: elsewhere }"));
  assert.ok(
    accepts("version: 1\nembedding: { x: { kind: head, rows: features, rate: 0.5 }, y: { rate: half } }"),
  );
  assert.ok(accepts("version: 1\nlosses: { a: { kind: contrast, x: x, weight: 2 } }"));
  const step =
    "a: { kind: conv1d, in: x, filters: { P: 3 }, kernel: 1 }, b: exp(a), c: { kind: head, rows: b }";
  const inputs = "inputs: { x: [.., D] }, options: { rate: half / 2 }";
  assert.ok(accepts(`version: 1\ndefine: { m: { ${inputs}, steps: { ${step} }, result: c } }`));
  assert.ok(accepts("version: 1\nlosses: { a: { weight: 2 }, b: 'mean(x, B)' }"));
});

Deno.test("recipeSchema() refuses what check refuses", () => {
  for (
    const [wrong, text] of Object.entries({
      version: "name: a",
      "version number": "version: 2",
      section: "version: 1\nlosess: {}",
      kind: "version: 1\nembedding: { x: { kind: 2 } }",
      "bound of a change": "version: 1\nembedding: { x: { kernel: 0 } }",
      "list for a module": "version: 1\nembedding: { x: { kind: head, rows: [a] } }",
      "step of a module": "version: 1\ndefine: { m: { steps: { a: { kind: conv1d, kernal: 3 } } } }",
      "option of another kind": "version: 1\nembedding: { x: { kind: depthwise_conv1d, filters: 3 } }",
      option: "version: 1\nembedding: { x: { kind: conv1d, kernal: 3 } }",
      bound: "version: 1\ntraining: { steps: 0 }",
      "fraction of a step": "version: 1\ntraining: { steps: 1.5 }",
      word: "version: 1\ninference: { normalize: max }",
      name: "version: 1\nconstants: { r-easy: 5 }",
      "signal as a number": "version: 1\nmining: { a: 1 }",
      "required null": "version: 1\ntraining: { batch: null }",
    })
  ) {
    assert.ok(!accepts(text), wrong);
  }
});

Deno.test("recipeSchema() has every section in order and every block, all described", () => {
  const schema = recipeSchema() as { properties: Record<string, unknown>; definitions: { signal: unknown } };
  assert.deepEqual(Object.keys(schema.properties), [...SECTIONS]);
  const text = JSON.stringify(schema.definitions.signal);
  for (const kind of BLOCKS.keys()) assert.ok(text.includes(`"const":"${kind}"`), kind);
  assert.deepEqual(undescribed(schema, ""), []);
});

/** Paths of the options that have neither a description nor a reference to something that has. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const missing = key === "properties"
      ? Object.entries(value as Record<string, object>).filter(([, each]) =>
        !("description" in each) && !("$ref" in each) && !("properties" in each)
      ).map(([name]) => `${path}.${name}`)
      : [];
    return [...missing, ...undescribed(value, `${path}.${key}`)];
  });
}
