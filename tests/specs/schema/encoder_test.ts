import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { readEncoder } from "../../../specs/encoder/read.ts";
import { encoderSchema, encoderSchemaText } from "../../../specs/schema/encoder.ts";
import { ROOT } from "../../shared.ts";
import { readText } from "../recipes.ts";

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(encoderSchema());

Deno.test("specs/encoder.schema.json is current: deno task schema writes it", () => {
  assert.equal(readText("specs/encoder.schema.json"), encoderSchemaText());
});

for (const name of readdirSync(join(ROOT, "recipes/encoders")).filter((file) => file.endsWith(".yaml"))) {
  Deno.test(`encoderSchema() accepts recipes/encoders/${name}, which names it`, () => {
    const text = readText(`recipes/encoders/${name}`);
    assert.ok(text.startsWith("# yaml-language-server: $schema=../../specs/encoder.schema.json\n"));
    assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    assert.notEqual(readEncoder(name, text).licence, "");
  });
}

Deno.test("encoderSchema() refuses what readEncoder() refuses", () => {
  const right = "version: 1\nsource: pose\nencoder: { kind: pose }\n";
  assert.ok(validate(parse(right)));
  const texts = [
    "version: 1\nsource: pose",
    "version: 1\nencoder: pose",
    "version: 2\nsource: pose\nencoder: pose",
    "version: 1\nsource: a b\nencoder: pose",
    "version: 1\nsource: pose\nencoder: { kind: poses }",
    "version: 1\nsource: pose\nencoder: { kind: pose, people: 7 }",
    `${right}strides: 4`,
    `${right}stride: 0`,
    `${right}fps: 0`,
  ];
  for (const text of texts) {
    assert.equal(validate(parse(text)), false, text);
    assert.throws(() => readEncoder("encoder.yaml", text), UserError, text);
  }
});
