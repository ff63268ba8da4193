import assert from "node:assert/strict";
import { recipeWarnings } from "../../../specs/explain/warnings.ts";
import { compileText } from "../../pipeline/contract/recipe.ts";

/** What is told of the demo's recipe with two memories, of which the second reads the first, and these flags. */
function told(...set: string[]): string[] {
  return recipeWarnings(compileText(RECIPE, undefined, set));
}

const RECIPE = `version: 1
name: tiny
extends: recipes/demo.yaml
embedding:
  first: { kind: memory, axes: { C: classes }, update: "first + sum(labels, B)" }
  second: { kind: memory, axes: { C: classes }, update: "second + first" }
`;

Deno.test("recipeWarnings() names memories on which nothing depends", () => {
  const [first, second, ...others] = told();
  assert.deepEqual(others, []);
  assert.match(first!, /^Memory "first" \(.*tiny\.yaml:5\) changes nothing: no loss, .* or remove it$/);
  assert.match(second!, /^Memory "second" \(.*tiny\.yaml:6\)/);
  assert.deepEqual(told('logged={ seen: "sum(second, C)" }'), []);
  assert.deepEqual(told('logged={ seen: "sum(first, C)" }'), [second]);
  assert.deepEqual(told("losses.action.expression=bce(video, labels) * mean(second, C)"), []);
  assert.deepEqual(told("actionness.video=softmax(mean(top(cas, T, ratio=r_easy), K) * second, C)"), []);
});

Deno.test("recipeWarnings() names a bound of segments that drops none", () => {
  const [shortest, ...others] = told('logged={ seen: "sum(second, C)" }', "inference.shortest=0");
  assert.deepEqual(others, []);
  assert.match(shortest!, /^inference\.shortest is 0 \(--set\) and drops nothing: remove it, or write null/);
  assert.deepEqual(told('logged={ seen: "sum(second, C)" }', "inference.shortest=1"), []);
});
