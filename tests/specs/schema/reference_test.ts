import assert from "node:assert/strict";
import { BLOCKS } from "../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../specs/kinds/functions/mod.ts";
import { PROTOCOLS } from "../../../specs/kinds/protocols/mod.ts";
import { recipeSchema } from "../../../specs/schema/mod.ts";
import { optionRows, valueText } from "../../../specs/schema/options.ts";
import { referenceText } from "../../../specs/schema/reference.ts";
import { readText } from "../recipes.ts";

Deno.test("docs/reference.md is current: deno task schema writes it", () => {
  assert.equal(readText("docs/reference.md"), referenceText());
});

Deno.test("referenceText() has every key, block, function and protocol", () => {
  const text = referenceText();
  for (const key of keysOf(recipeSchema())) assert.match(text, new RegExp(`[\`.: ]${key}[\`.\n]`), key);
  for (const kind of BLOCKS.keys()) assert.ok(text.includes(`### kind: ${kind}\n`), kind);
  for (const name of FUNCTIONS.keys()) assert.ok(text.includes(`| \`${name}(`), name);
  for (const kind of PROTOCOLS.keys()) assert.ok(text.includes(`### kind: ${kind}\n`), kind);
});

/** The names of all options, at any depth. */
function keysOf(schema: unknown): Set<string> {
  if (typeof schema !== "object" || schema === null) return new Set();
  return new Set(
    Object.entries(schema).flatMap(([key, value]: [string, unknown]) => [
      ...(key === "properties" ? Object.keys(value as object) : []),
      ...keysOf(value),
    ]),
  );
}

Deno.test("referenceText() has the keys of kinds that share all of them once, and of each kind the defaults of its own", () => {
  const text = referenceText();
  const protocols = text.slice(text.indexOf("\n## Protocols\n"));
  assert.equal(protocols.split("| `iou` |").length, 2);
  const [, anet] = /### kind: anet12\n\n.*\n\n(.*)/.exec(protocols)!;
  assert.match(
    anet!,
    /`thresholds` `linspace\(0\.5, 0\.95, 10\)`, `averages` `\[0\.5:0\.95\]`, `headline` `0\.5:0\.95`\.$/,
  );
});

Deno.test("referenceText() has no empty meaning and tables of equal rows", () => {
  const lines = referenceText().split("\n");
  lines.forEach((line, i) => {
    if (!line.startsWith("|")) return;
    const cells = line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim());
    assert.notEqual(cells.at(-1), "", line);
    if (lines[i - 1]!.startsWith("|")) {
      assert.equal(cells.length, lines[i - 1]!.split(/(?<!\\)\|/).length - 2, line);
    }
  });
});

Deno.test("optionRows() says what is required, what holds otherwise and what lies below", () => {
  const number = { type: ["integer", "string"], minimum: 1, description: "How many" };
  const schema = {
    type: "object",
    properties: {
      steps: number,
      often: { ...number, default: 3 },
      never: number,
      sources: {
        type: "object",
        description: "By name",
        additionalProperties: { type: "object", properties: { width: number }, required: ["width"] },
      },
      rate: {
        description: "How fast",
        anyOf: [{ type: "number" }, { type: "object", properties: { file: number } }],
      },
      bounds: { type: "object", properties: { least: { ...number, default: 0 } } },
    },
    required: ["steps", "sources"],
  };
  assert.deepEqual(optionRows(schema).map(({ path, value, fallback }) => [path, value, fallback]), [
    ["steps", "whole number >= 1", "required"],
    ["often", "whole number >= 1", "`3`"],
    ["never", "whole number >= 1", ""],
    ["sources", "map by name", "required"],
    ["sources.<name>.width", "whole number >= 1", "required"],
    ["rate", "plain number, or map", ""],
    ["rate.file", "whole number >= 1", ""],
    ["bounds.least", "whole number >= 1", "`0`"],
  ]);
});

Deno.test("valueText() words every type", () => {
  const numeric = ["number", "string"];
  for (
    const [text, schema] of Object.entries({
      "number 0 to 1": { type: numeric, minimum: 0, maximum: 1 },
      "number >= 0 and < 1": { type: numeric, minimum: 0, exclusiveMaximum: 1 },
      "plain number > 0": { type: "number", exclusiveMinimum: 0 },
      "true or false": { type: "boolean" },
      "`a`, `b`": { type: "string", enum: ["a", "b"] },
      "`nms`": { type: "string", const: "nms" },
      "list of texts": { type: "array", items: { type: "string" } },
      "map of lists of texts": {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
      },
      range: { anyOf: [{ type: "string" }, { type: "array", items: { type: "number" } }] },
      "text, or list of texts": { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
    })
  ) {
    assert.equal(valueText(schema), text);
  }
});
