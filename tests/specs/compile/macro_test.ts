import assert from "node:assert/strict";
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

Deno.test("a macro sees neither signals nor constants from outside", () => {
  for (const name of ["attention", "r", "losses.action"]) {
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
