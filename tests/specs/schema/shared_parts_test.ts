import assert from "node:assert/strict";
import { shareParts } from "../../../specs/schema/shared_parts.ts";

const long = (about: string) => ({
  type: "object",
  properties: Object.fromEntries(
    ["a", "b", "c"].map((
      name,
    ) => [name, { type: "string", description: `${about}, of ${name}`.padEnd(80, ".") }]),
  ),
});

Deno.test("shareParts() says a long part once that stands in several places, and leaves all others", () => {
  const twice = { title: "twice", anyOf: [long("inner"), { type: "null" }] };
  const once = long("once");
  const schema = {
    type: "object",
    properties: { x: twice, y: { items: twice }, once, short: { type: "null" }, also: { type: "null" } },
    definitions: { own: { $ref: "#/definitions/own" }, twice: { type: "null" } },
  };
  assert.deepEqual(shareParts(schema), {
    type: "object",
    properties: {
      x: { $ref: "#/definitions/twice_2" },
      y: { items: { $ref: "#/definitions/twice_2" } },
      once,
      short: { type: "null" },
      also: { type: "null" },
    },
    definitions: { ...schema.definitions, twice_2: twice },
  });
});

Deno.test("shareParts() shares within what is shared, and names parts after where they first stand", () => {
  const inner = long("inner");
  const outer = { type: "array", items: inner, description: "outer".padEnd(240, ".") };
  const schema = { properties: { first: outer, second: outer, third: { anyOf: [inner] } }, definitions: {} };
  assert.deepEqual(shareParts(schema), {
    properties: {
      first: { $ref: "#/definitions/first" },
      second: { $ref: "#/definitions/first" },
      third: { anyOf: [{ $ref: "#/definitions/first_2" }] },
    },
    definitions: { first: { ...outer, items: { $ref: "#/definitions/first_2" } }, first_2: inner },
  });
});
