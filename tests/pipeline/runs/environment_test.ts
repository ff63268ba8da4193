import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { type BegunWith, requirePrecision } from "../../../pipeline/runs/environment.ts";
import { compileFile } from "../contract/recipe.ts";

const engine = await openEngine("cpu");
const { primitives, planner } = engine;
const able: Engine = { ...engine, mixed: { primitives, planner } };
const mixed = compileFile("recipes/demo.yaml", ["training.precision=mixed"]);
const begun = (computed?: "float32" | "mixed"): BegunWith => ({
  engine: { name: "cpu" },
  ...(computed ? { precision: { computed } } : {}),
});

Deno.test("requirePrecision() refuses to go on in another precision, whichever it was", () => {
  requirePrecision(mixed, able, begun("mixed"));
  requirePrecision(mixed, engine, begun("float32"));
  assert.throws(
    () => requirePrecision(mixed, engine, begun("mixed")),
    /begun in mixed, and would go on in float32: the engine cpu multiplies in float32 alone/,
  );
  assert.throws(
    () => requirePrecision(mixed, able, begun("float32")),
    /in float32, and would go on in mixed/,
  );
});

Deno.test("requirePrecision() lets a run go on that says nothing of it", () => {
  requirePrecision(mixed, engine, begun());
  requirePrecision(mixed, engine, undefined);
});
