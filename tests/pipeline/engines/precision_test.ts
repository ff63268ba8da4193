import assert from "node:assert/strict";
import { openCpu } from "../../../pipeline/engines/portable/cpu.ts";
import { type Arithmetic, arithmeticFor, precisionText } from "../../../pipeline/engines/precision.ts";

const { name, primitives, planner } = await openCpu();
const engine = { name, primitives, planner };

Deno.test("arithmeticFor() gives mixed precision where the engine has it and a recipe wants it", () => {
  const mixed: Arithmetic = { primitives: { ...primitives }, planner: { ...planner } };
  const found = arithmeticFor({ ...engine, mixed }, "mixed");
  assert.equal(found.primitives, mixed.primitives);
  assert.equal(found.planner, mixed.planner);
  assert.equal(found.precision, "mixed");
  assert.match(precisionText(found)!, /^those of layers in bfloat16/);
  const plain = arithmeticFor({ ...engine, mixed }, "float32");
  assert.deepEqual(plain, { primitives, planner, precision: "float32" });
  assert.equal(precisionText(plain), undefined);
});

Deno.test("arithmeticFor() is float32 and says why where there is no mixed precision", () => {
  const lacking = arithmeticFor({ ...engine, mixed: { lacking: "no reason" } }, "mixed");
  assert.deepEqual(lacking, { primitives, planner, precision: "float32", lacking: "no reason" });
  assert.equal(
    precisionText(arithmeticFor(engine, "mixed")),
    "in float32, although training.precision is mixed: the engine cpu multiplies in float32 alone",
  );
});
