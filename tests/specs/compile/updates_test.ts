import assert from "node:assert/strict";
import { findSignal, parametersOf, tensorsOf } from "../../../specs/program.ts";
import { explain } from "../../../specs/explain/mod.ts";
import { showType } from "../../../specs/types.ts";
import { compileTiny } from "../../pipeline/contract/recipe.ts";

const memory = (update: string) => ({ kind: "memory", axes: { C: "classes", D: 5 }, update });
const compile = (update: string) =>
  compileTiny({ signals: { centres: memory(update), later: "centres / 2" } });

Deno.test("the update of a memory may read signals that read the memory, in any order of axes", () => {
  const program = compile("later + mean(mean(features.a, T) * labels, B)");
  const [update] = program.updates;
  assert.deepEqual(program.updates.map(({ name }) => name), ["centres.values"]);
  assert.equal(showType(program.nodes[update!.node]!.type), "[C=4, D=5]");
  assert.equal(findSignal(program, "centres.update")!.node, update!.node);
  assert.deepEqual(tensorsOf(program).map(({ name }) => name), ["map.weights", "centres.values"]);
  assert.deepEqual(parametersOf(program).map(({ name }) => name), ["map.weights"]);
});

Deno.test("explain() shows memories beside what is trained", () => {
  const { memories, parameters, signals } = explain(compile("later"));
  assert.deepEqual(memories, [{ name: "centres.values", axes: ["C", "D"], shape: [4, 5], count: 20 }]);
  assert.equal(parameters.tensors.length, 1);
  const shown = signals.filter(({ name }) => name.startsWith("centres"));
  assert.deepEqual(shown.map(({ name, text, parameters }) => [name, text, parameters]), [
    ["centres", "{ kind: memory, axes: { C: classes, D: 5 }, update: later }", 0],
    ["centres.update", "later", 0],
  ]);
});
