import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { sweepSchema, sweepSchemaText } from "../../../specs/schema/sweep.ts";
import { readGrid } from "../../../specs/sweep/read.ts";
import { ROOT } from "../../shared.ts";
import { readText } from "../recipes.ts";

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(sweepSchema());

Deno.test("specs/sweep.schema.json is current: deno task schema writes it", () => {
  assert.equal(readText("specs/sweep.schema.json"), sweepSchemaText());
});

for (const name of readdirSync(join(ROOT, "sweeps"))) {
  Deno.test(`sweepSchema() accepts sweeps/${name}, which names it`, () => {
    const text = readText(`sweeps/${name}`);
    assert.ok(text.startsWith("# yaml-language-server: $schema=../specs/sweep.schema.json\n"));
    assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
  });
}

Deno.test("sweepSchema() refuses what readGrid() refuses", () => {
  const texts = [
    "version: 1",
    "version: 2\nvariants: { a: {} }",
    "version: 1\nvariants: { a: { sets: b=1 } }",
    "version: 1\nvariants: { 'a b': {} }",
    "version: 1\nvariants: { a: {} }\nrecipes: b",
    "version: 1\nvariants: { a: { set: [b=1, 2] } }",
  ];
  for (const text of texts) {
    assert.equal(validate(parse(text)), false, text);
    assert.throws(() => readGrid("grid.yaml", text), UserError, text);
  }
});
