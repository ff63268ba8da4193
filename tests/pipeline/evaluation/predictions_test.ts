import assert from "node:assert/strict";
import { checkPredictions } from "../../../pipeline/evaluation/predictions.ts";
import { parseJson } from "../../../pipeline/json/locate.ts";
import { UserError } from "../../../specs/diagnostics.ts";

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

const GOOD = '{"label": "Diving", "score": 1, "segment": [0, 1]}';
const BAD = '{"label": "Diving", "score": null, "segment": [0, 1]}';

Deno.test("checkPredictions() tells a mistake of a repeated video once", () => {
  const score = 'Score of a prediction in video "a" must be a finite number: current value is null';
  const twice = 'Video "a" has two lists of predictions';
  assert.deepEqual(
    told(`{"results": {\n"a": [${GOOD}],\n"a": [${BAD}]\n}}`),
    [`3:6 ${twice}`, `3:36 ${score}`],
  );
});

Deno.test("checkPredictions() tells every further list of a video", () => {
  const repeated = told(`{"results": {\n"a": [],\n"b": [],\n"a": [],\n"a": [],\n"b": []\n}}`);
  assert.equal(repeated.length, 3);
});

Deno.test("checkPredictions() takes a document for results where everything in it is a list", () => {
  assert.deepEqual(told('{"a": []}'), []);
  assert.deepEqual(told('{"a": [], "b": 3}').length, 1);
  assert.deepEqual(told('{"results": {}}'), []);
});
