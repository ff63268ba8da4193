import assert from "node:assert/strict";
import { checkPredictions } from "../../../pipeline/annotations/predictions.ts";
import { parseJson } from "../../../pipeline/annotations/json/locate.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";

/** The mistakes of a prediction file of labels "Diving" and "HighJump". */
function told(text: string): string[] {
  try {
    checkPredictions(parseJson(text, "p.json"), ["Diving", "HighJump"], "p.json", text);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.diagnostics.map(({ place, message }) => `${place!.line}:${place!.column} ${message}`);
  }
  return [];
}

Deno.test("checkPredictions() takes a document for results where everything in it is a list", () => {
  assert.deepEqual(told('{"a": []}'), []);
  assert.deepEqual(told('{"a": [], "b": 3}').length, 1);
  assert.deepEqual(told('{"results": {}}'), []);
});
