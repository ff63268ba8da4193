import assert from "node:assert/strict";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { findSignal } from "../../specs/program.ts";
import { readText } from "./recipes.ts";
import { compileSmall, typeOf } from "./compile/small.ts";

/** The type of an expression over the signals of base.yaml. */
function typeOfExpression(expression: string): string {
  return typeOf(compileSmall(`mining:\n  a: ${JSON.stringify(expression)}`), "a");
}

Deno.test("compileRecipe() infers the type of every kind of expression", () => {
  const types: Record<string, string> = {
    "x": "[B, T, D=4]",
    "features.rgb": "[B, T, D=8]",
    "labels": "[B, C=2]",
    "1 + r": "[]",
    "exp(cas) / 2": "[B, T, C=2]",
    "x * attention": "[B, T, D=4]",
    "attention * x": "[B, T, D=4]",
    "labels * attention": "[B, C=2, T]",
    "max(attention, T) - attention": "[B, T]",
    "sum(sum(sum(cas, C), T), B)": "[]",
    "top(cas, T, ratio=4)": "[B, K=max(1, floor(T / 4)), C=2]",
    "top(cas, T, ratio=4, k_min=0)": "[B, K=floor(T / 4), C=2]",
    "top(cas, C, count=1)": "[B, T, K=1]",
    "top_indices(attention, T, count=3)": "indices [B, K=min(T, 3)] of T",
    "top_indices(concat([attention, 0, 0], T), T, count=2)": "indices [B, K=2] of T",
    "top_indices(concat([attention, 0, 0], T), T, count=3)": "indices [B, K=min(T + 1 + 1, 3)] of T",
    "gather(x, top_indices(attention, T, count=3))": "[B, K=min(T, 3), D=4]",
    "dot(x, x, D)": "[B, T]",
    "dot(x, mean(x, T), D)": "[B, T]",
    "concat([x, features], D)": "[B, T, D=12]",
    "concat([cas, attention], C)": "[B, T, C=3]",
    "concat([x, x], T)": "[B, T=T + T, D=4]",
    "erode(attention > 0.5, 3)": "[B, T]",
    "bernoulli(like=attention, keep=0.5)": "[B, T]",
    "bce(video, labels)": "[]",
    "clamp(x, -1, r)": "[B, T, D=4]",
  };
  for (const [expression, type] of Object.entries(types)) {
    assert.equal(typeOfExpression(expression), type, expression);
  }
});

Deno.test("compileRecipe() gives blocks the axis that they name", () => {
  const program = compileSmall(`
embedding:
  wide: { kind: conv1d, in: x, filters: 2 * width, kernel: 1 }
  background: { kind: conv1d, in: x, filters: { C: classes + 1 }, kernel: 1 }
  parts: { kind: conv1d, in: x, filters: { P: 3 }, kernel: 1 }
  attention_map: { kind: conv1d, in: x, filters: none, kernel: 3, activation: sigmoid }
  smooth: { kind: depthwise_conv1d, in: cas, kernel: 3 }
  inline: { kind: conv1d, in: x * attention, filters: 5, kernel: 1 }
`);
  assert.equal(typeOf(program, "wide"), "[B, T, D=8]");
  assert.equal(typeOf(program, "background"), "[B, T, C=3]");
  assert.equal(typeOf(program, "parts"), "[B, T, P=3]");
  assert.equal(typeOf(program, "attention_map"), "[B, T]");
  assert.equal(typeOf(program, "smooth"), "[B, T, C=2]");
  assert.equal(typeOf(program, "inline"), "[B, T, D=5]");
});

Deno.test("compileRecipe() compiles signals in any order and puts inputs before their users", () => {
  const { nodes, signals } = compileSmall("mining: { a: b + c, b: exp(c), c: abs(attention) }");
  for (const node of nodes) for (const input of node.inputs) assert.ok(input < node.id);
  nodes.forEach((node, i) => assert.equal(node.id, i));
  assert.deepEqual(signals.filter(({ section }) => section === "mining").map(({ name }) => name), [
    "c",
    "b",
    "a",
  ]);
});

Deno.test("compileRecipe() gives every random call a stream of its own", () => {
  const { nodes } = compileSmall(`
mining:
  a: dropout(x, 0.5) + dropout(x, 0.5)
  b: dropout(x, 0.5)
  c: bernoulli(like=attention, keep=0.5)
`);
  const streams = nodes.flatMap(({ stream }) => stream ?? []);
  assert.deepEqual(streams, ["a.dropout", "a.dropout.2", "b.dropout", "c.bernoulli"]);
});

Deno.test("compileRecipe() lets constants use those above them, and --set change them in one place", () => {
  const text = "constants: { r: 2, half: r / 2, double: 2 * r }\nmining: { a: half + double * attention }";
  assert.deepEqual(compileSmall(text).recipe.constants, { r: 2, half: 1, double: 4, width: 4, classes: 2 });
  assert.equal(compileSmall(text, ["constants.r=6"]).recipe.constants["double"], 12);
});

Deno.test("compileRecipe() evaluates ranges, constants in options, and defaults", () => {
  const program = compileSmall("training: { steps: 7 }\ninference: { classes: { threshold: 1 / r } }");
  assert.equal(program.recipe.training.steps, 7);
  assert.equal(program.recipe.inference.classes!.threshold, 0.2);
  assert.equal(program.recipe.evaluation.protocol.kind, "thumos14_seconds");
  assert.deepEqual(program.recipe.inference.proposals!["by_cas"]!.thresholds, [0, 0.5]);
});

Deno.test("compileRecipe() gives a loss its weight, an expression or a plain text", () => {
  const { losses, signals } = compileSmall(`
losses:
  action: { weight: 1 / r }
  sparse: mean(mean(attention, T), B)
  off: { expression: "mean(mean(attention, T), B)", weight: 0 }
`);
  assert.deepEqual(losses.map(({ name, weight }) => [name, weight]), [["action", 0.2], ["sparse", 1], [
    "off",
    0,
  ]]);
  assert.deepEqual(signals.filter(({ section }) => section === "losses").map(({ name }) => name), [
    "losses.action",
    "losses.sparse",
    "losses.off",
  ]);
});

Deno.test("compileRecipe() marks what passes no gradient", () => {
  const { nodes } = compileSmall(
    "mining: { a: stop_gradient(x), b: attention > 0, c: 'median(attention, T)', d: exp(x) }",
  );
  const detached = (op: string) => nodes.find((node) => node.op === op)!.detached;
  assert.deepEqual(["stop_gradient", "greater", "median", "exp"].map(detached), [true, true, true, false]);
});

Deno.test("compileRecipe() reads a diamond of parents once", () => {
  const files: Record<string, string> = {
    "top.yaml": "version: 1\nname: top\nextends: [left.yaml, right.yaml]",
    "left.yaml": "version: 1\nextends: base.yaml\ntraining: { steps: 5 }\nmining: { a: exp(x) }",
    "right.yaml": "version: 1\nextends: base.yaml\ntraining: { batch: 3 }\nmining: { a: null }",
    "base.yaml": readText("tests/golden/base.yaml"),
  };
  const program = compileRecipe("top.yaml", { read: (path) => files[path]! });
  assert.equal(program.recipe.training.steps, 5, "right.yaml does not bring back what base.yaml says");
  assert.equal(program.recipe.training.batch, 3);
  assert.equal(findSignal(program, "a"), undefined);
  assert.deepEqual(program.parents, ["base.yaml", "left.yaml", "right.yaml"]);
});

Deno.test("the resolved text has the constants of macros that nothing calls, and no others that nothing uses", () => {
  const files: Record<string, string> = {
    "child.yaml": "version: 1\nname: child\nextends: parent.yaml",
    "parent.yaml":
      "version: 1\nextends: base.yaml\nconstants: { in_rule: 1, in_option: in_rule + 1, unused: 3 }\n" +
      "define: { m: { inputs: { x: [B, T] }, options: { by: in_option }, result: in_rule + x * by } }",
    "base.yaml": readText("tests/golden/base.yaml"),
  };
  const { resolved } = compileRecipe("child.yaml", { read: (path) => files[path]! });
  assert.doesNotMatch(resolved, /unused/);
  assert.equal(compileRecipe("again.yaml", { read: () => resolved }).resolved, resolved);
});

Deno.test("compileRecipe() inherits neither name nor description", () => {
  const files: Record<string, string> = {
    "child.yaml": "version: 1\nname: child\nextends: parent.yaml",
    "parent.yaml": "version: 1\nname: parent\ndescription: What parent does\nextends: base.yaml",
    "base.yaml": readText("tests/golden/base.yaml"),
  };
  const read = (path: string) => files[path]!;
  const { recipe, resolved } = compileRecipe("child.yaml", { read });
  assert.deepEqual([recipe.name, recipe.description], ["child", ""]);
  assert.doesNotMatch(resolved, /description/);
  assert.equal(compileRecipe("parent.yaml", { read }).recipe.description, "What parent does");
  files["child.yaml"] = "version: 1\nextends: parent.yaml";
  assert.equal(compileRecipe("child.yaml", { read, set: ["name=given"] }).recipe.name, "given");
});
