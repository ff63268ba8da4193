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

const define = {
  averaged: {
    inputs: { rows: ["B", "T", "D"] },
    options: { share: 0.5 },
    steps: {
      now: "mean(rows, [B, T])",
      seen: { kind: "memory", axes: { D: 5 }, update: "share * seen + (1 - share) * now" },
    },
    result: "rows - seen",
  },
};

Deno.test("every signal that a module makes has memories of its own, whose updates read the steps of the module", () => {
  const signals = {
    a: { kind: "averaged", rows: "features.a" },
    b: { kind: "averaged", rows: "features.b", share: 0.1 },
  };
  const program = compileTiny({ define, signals });
  assert.deepEqual(program.updates.map(({ name }) => name), ["a.seen.values", "b.seen.values"]);
  const update = findSignal(program, "b.seen.update")!;
  assert.deepEqual([update.section, update.text], ["mining", "share * seen + (1 - share) * now"]);
  const reads = (id: number): number[] => [id, ...program.nodes[id]!.inputs.flatMap(reads)];
  const read = reads(update.node);
  assert.ok(read.includes(findSignal(program, "b.now")!.node));
  assert.ok(!read.includes(findSignal(program, "a.now")!.node));
  const numbers = read.flatMap((id) => program.nodes[id]!.options["value"] ?? []);
  assert.deepEqual(numbers.toSorted(), [0.1, 0.9]);
});
