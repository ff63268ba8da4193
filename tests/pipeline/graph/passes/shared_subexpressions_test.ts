import assert from "node:assert/strict";
import { nodeOf } from "../../../../pipeline/graph/nodes.ts";
import { shareSubexpressions } from "../../../../pipeline/graph/passes/shared_subexpressions.ts";
import type { Program } from "../../../../specs/program.ts";
import { compileCola } from "../../contract/cola.ts";
import { compileTiny } from "../../contract/recipe.ts";

function count({ nodes }: Program, op: string): number {
  return nodes.filter((node) => node.op === op).length;
}

function shared(signals: Record<string, unknown>): { program: Program; same(a: string, b: string): boolean } {
  const program = shareSubexpressions(compileTiny({ signals }));
  return { program, same: (a, b) => nodeOf(program, a) === nodeOf(program, b) };
}

Deno.test("shareSubexpressions() gathers each list of a recipe once", () => {
  const program = compileCola();
  const merged = shareSubexpressions(program);
  assert.deepEqual([count(program, "gather"), count(merged, "gather")], [6, 4]);
  assert.ok(merged.nodes.length < program.nodes.length);
});

Deno.test("shareSubexpressions() merges what is written twice, under whatever names", () => {
  const { same, program } = shared({
    one: "relu(features.a) * 2",
    other: "relu(features.a) * 2",
    third: "relu(features.b) * 2",
    fourth: "relu(features.a) * 3",
    fifth: "2 * relu(features.a)",
  });
  assert.ok(same("one", "other"));
  assert.ok(!same("one", "third") && !same("one", "fourth") && !same("one", "fifth"));
  assert.equal(count(program, "relu"), 2);
});

Deno.test("shareSubexpressions() tells a function from an operation of programs of the same name", () => {
  const program = compileTiny({ signals: { one: "relu(positions)", two: "relu(positions)" } });
  const nodes = program.nodes.map((node) =>
    node.signal === "two" ? { ...node, family: "structure" as const } : node
  );
  const count = (program: Program) =>
    shareSubexpressions(program).nodes.filter(({ op }) => op === "relu").length;
  assert.deepEqual([program, { ...program, nodes }].map(count), [1, 2]);
});

Deno.test("shareSubexpressions() tells options apart", () => {
  const { same } = shared({
    t: "top(positions, T, count=2)",
    t3: "top(positions, T, count=3)",
    mean: "mean(features.a, T)",
    mean_of_d: "mean(features.a, D)",
    stopped: "stop_gradient(features.a)",
    mask: "erode(positions > 0, 3)",
    mask6: "erode(positions > 0, 6)",
  });
  assert.ok(!same("t", "t3") && !same("mean", "mean_of_d") && !same("mask", "mask6"));
  assert.ok(!same("stopped", "features.a"));
});

Deno.test("shareSubexpressions() tells every two constants apart", () => {
  const values = [0, -0, 1, -1, Infinity, -Infinity, NaN];
  const whole = compileTiny({ signals: { out: "features.a * 2" } });
  const constant = whole.nodes.find(({ op }) => op === "constant")!;
  const constants = values.map((value, id) => ({ ...constant, id, options: { value } }));
  const program = { ...whole, nodes: [...constants, ...constants], signals: [], losses: [] };
  const kept = shareSubexpressions(program).nodes.map(({ options }) => options["value"]);
  assert.deepEqual(kept, values);
});

Deno.test("shareSubexpressions() never merges what draws random numbers or has weights", () => {
  const block = { kind: "conv1d", in: "features", filters: 3, kernel: 1 };
  const { same, program } = shared({
    one: "dropout(features.a, 0.5)",
    other: "dropout(features.a, 0.5)",
    kept: "bernoulli(like=positions, keep=0.5)",
    kept_too: "bernoulli(like=positions, keep=0.5)",
    first: block,
    second: block,
    of_one: "relu(one)",
    of_other: "relu(other)",
    of_first: "relu(first)",
    of_second: "relu(second)",
  });
  for (const [a, b] of [["one", "other"], ["kept", "kept_too"], ["first", "second"]] as const) {
    assert.ok(!same(a, b), a);
  }
  assert.ok(!same("of_one", "of_other") && !same("of_first", "of_second"));
  assert.deepEqual(program.nodes.flatMap(({ stream }) => stream ?? []), [
    "one.dropout",
    "other.dropout",
    "kept.bernoulli",
    "kept_too.bernoulli",
  ]);
});

Deno.test("shareSubexpressions() keeps blocks apart that have one trainable tensor each", () => {
  const block = { kind: "conv1d", in: "features", filters: 3, kernel: 1, bias: false };
  const smooth = { kind: "depthwise_conv1d", in: "features.a", kernel: 3 };
  const { same } = shared({ one: block, other: block, first: smooth, second: smooth });
  assert.ok(!same("one", "other") && !same("first", "second"));
});
