import assert from "node:assert/strict";
import { showType, type TensorType } from "../../../specs/types.ts";
import { signal } from "../../../specs/kinds/functions/function.ts";
import { extendVocabulary, VOCABULARY } from "../../../specs/kinds/mod.ts";
import { compileSmall, typeOf } from "./small.ts";

/** The type of a call of a macro over the signals of base.yaml. */
function typeOfCall(macro: string, call: string): string {
  return typeOf(compileSmall(`define:\n  f: ${macro}\nmining:\n  a: ${JSON.stringify(call)}`), "a");
}

Deno.test("a macro's axes are its own, bound by position, and those of the call outside", () => {
  const macro = "{ inputs: { x: [B, N, E], w: [B, N] }, result: 'sum(x * w, N)' }";
  assert.equal(typeOfCall(macro, "f(x, attention)"), "[B, D=4]");
  assert.equal(typeOfCall(macro, "f(cas, attention)"), "[B, C=2]");
});

Deno.test("a macro gathers by indices whose axis has another name outside", () => {
  const macro = "{ inputs: { x: [B, N, E], picked: [B, S] }, result: 'gather(x, picked)' }";
  assert.equal(typeOfCall(macro, "f(x, top_indices(attention, T, count=2))"), "[B, K=min(T, 2), D=4]");
});

Deno.test("a macro hands out indices into the axis of the call", () => {
  const macro = '{ inputs: { s: [B, N] }, result: "top_indices(s, N, count=2)" }';
  assert.equal(typeOfCall(macro, "gather(x, f(attention))"), "[B, K=min(T, 2), D=4]");
});

Deno.test("an axis that a macro makes keeps its name where its variable of that name is another", () => {
  const macro = '{ inputs: { s: [B, K] }, result: "top(s, K, count=2)" }';
  assert.equal(typeOfCall(macro, "f(attention)"), "[B, K=min(T, 2)]");
});

Deno.test("a constant broadcasts as the input of a macro too", () => {
  const macro = "{ inputs: { p: [B, N], target: [B, N] }, result: 'sum(p * target, N)' }";
  assert.equal(typeOfCall(macro, "f(video, 1 / classes)"), "[B]");
  assert.equal(typeOfCall(macro, "f(0, video)"), "[B]");
  const scalar = "f(video, mean(attention, [B, T]))";
  assert.throws(() => typeOfCall(macro, scalar), { message: 'Input "target" of f is [B, N]: found []' });
});

Deno.test("a function of a user's that is called as a constant is inside is a signal for macros", () => {
  const constant = {
    name: "constant",
    summary: "As it is",
    parameters: [signal("x", "Operand")],
    result: (args: { signal(name: string): TensorType }) => ({ type: args.signal("x") }),
  };
  const vocabulary = extendVocabulary(VOCABULARY, "/mine.ts", { functions: [constant] });
  const call = (argument: string) =>
    compileSmall(
      `use: { mine: /mine.ts }
define: { f: { inputs: { x: [B, N] }, result: "sum(x, N)" } }
mining: { a: f(constant(${argument})) }`,
      [],
      vocabulary,
    );
  assert.equal(typeOf(call("attention"), "a"), "[B]");
  assert.throws(() => call("cas"), { message: 'Input "x" of f is [B, N]: found [B, T, C=2]' });
});

Deno.test("a macro may call macros, and itself in an argument", () => {
  const program = compileSmall(`
define:
  twice: { inputs: { x: [B, T] }, options: { by: 2 }, result: x * by }
  outer: { inputs: { x: [B, T] }, options: { by: 3 }, steps: { y: "twice(x, by=by)" }, result: y + 1 }
mining:
  a: twice(twice(attention))
  b: outer(attention)
`);
  const constants = (signal: string) =>
    program.nodes.filter((node) => node.op === "constant" && node.signal.startsWith(`${signal}.`))
      .map((node) => node.options["value"]);
  assert.deepEqual(constants("a"), [2, 2]);
  assert.deepEqual(constants("b"), [3, 1]);
});

Deno.test("a macro sees constants, which its own names hide, and no signals from outside", () => {
  const constants = (macro: string) =>
    compileSmall(`define:\n  f: ${macro}\nmining:\n  a: f(attention)`).nodes
      .filter(({ op, signal }) => op === "constant" && signal === "a.f").map(({ options }) =>
        options["value"]
      );
  assert.deepEqual(constants("{ inputs: { s: [B, T] }, result: s * r + classes }"), [5, 2]);
  assert.deepEqual(constants("{ inputs: { s: [B, T] }, options: { r: 3 }, result: s * r }"), [3]);
  assert.deepEqual(constants("{ inputs: { s: [B, T] }, options: { by: r / 2 }, result: s * by }"), [2.5]);
  for (const name of ["attention", "losses.action"]) {
    const text = `define:\n  f: { inputs: { s: [B, T] }, result: s + ${name} }\nmining:\n  a: f(attention)`;
    assert.throws(() => compileSmall(text), { message: `Unknown signal "${name}"` });
  }
});

Deno.test("nodes of a macro know the line of their step and the signal of the call", () => {
  const text =
    "define:\n  f:\n    inputs: { s: [B, T] }\n    steps:\n      half: s / 2\n    result: half + 1\nmining:\n  a: f(attention)";
  const { nodes, lines } = compileSmall(text);
  const divide = nodes.find(({ op, signal }) => op === "divide" && signal.startsWith("a."))!;
  assert.equal(divide.signal, "a.f.half");
  assert.deepEqual(lines["a.f.half"], { file: "small.yaml", line: 8 });
  assert.deepEqual(lines["a.f"], { file: "small.yaml", line: 9 });
  assert.deepEqual(lines["a"], { file: "small.yaml", line: 11 });
});

Deno.test("two axes of a macro that are bound to one keep their names in its steps", () => {
  const { signals } = compileSmall(`
define:
  own: { inputs: { u: [B, C, D], all: [N, D] }, steps: { same: "dot(u, all, D)" }, result: "sum(same, N)" }
embedding:
  all: { kind: parameter, axes: { C: classes, D: width } }
mining:
  a: { kind: own, u: "labels * mean(x, T)", all: all }
`);
  assert.equal(showType(signals.find(({ name }) => name === "a.same")!.type), "[B, C=2, N=2]");
});

Deno.test("a macro leaves leading axes open, which keep their names", () => {
  const text = (calls: string) => `
define:
  leaky: { inputs: { x: [.., D] }, options: { slope: 0.2 }, result: "maximum(slope * x, x)" }
  total: { inputs: { x: [.., D] }, result: "sum(x, D)" }
  weighted: { inputs: { x: [.., D], w: [B, N] }, result: "sum(x * w, N)" }
  mixed: { inputs: { x: [.., D] }, result: "sum(x, T)" }
  any: { inputs: { x: [..], y: [..] }, result: x + y }
mining:
${calls}`;
  const types: Record<string, string> = {
    "leaky(attention)": "[B, T]",
    "leaky(x)": "[B, T, D=4]",
    "leaky(cas)": "[B, T, C=2]",
    "total(attention)": "[B]",
    "total(x)": "[B, T]",
    "weighted(x, attention)": "[B, D=4]",
    "mixed(x)": "[B, D=4]",
    "any(mean(x, T), labels)": "[B, D=4, C=2]",
    "any(x, mean(mean(attention, T), B))": "[B, T, D=4]",
  };
  for (const [call, type] of Object.entries(types)) {
    assert.equal(typeOf(compileSmall(text(`  a: ${JSON.stringify(call)}`)), "a"), type, call);
  }
  assert.throws(() => compileSmall(text("  a: total(mean(mean(attention, T), B))")), {
    message: 'Input "x" of total is [.., D]: found []',
  });
});

Deno.test("a leading axis with the name of another axis of the macro stays itself", () => {
  const named =
    "define:\n  f: { inputs: { x: [.., T] }, result: 'sum(x, T)' }\nmining: { a: f(cas), b: f(x) }";
  const program = compileSmall(named);
  assert.equal(typeOf(program, "a"), "[B, T]");
  assert.equal(typeOf(program, "b"), "[B, T]");
});
