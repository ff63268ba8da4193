import assert from "node:assert/strict";
import { createBuilder } from "../../../specs/compile/builder.ts";
import { addInputs, INPUT_TEXTS } from "../../../specs/compile/inputs.ts";
import { statedInputs } from "../../../specs/recipe/check/batch_shape.ts";
import { showType } from "../../../specs/types.ts";

Deno.test("every input is described, with its axes", () => {
  const shape = { widths: new Map([["<source>", 4]]), length: 5, classes: 3, batch: 2, pads: true, pairs: 1 };
  const made = addInputs(createBuilder(), shape).map(({ name, type }) => [
    name,
    showType(type).replace(/(C|D)=\d/, "$1"),
  ]);
  assert.deepEqual(INPUT_TEXTS.map(({ name, axes }) => [name, axes]), made);
  assert.deepEqual(made.map(([name]) => name), statedInputs(shape));
});
