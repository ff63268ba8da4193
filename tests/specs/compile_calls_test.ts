import assert from "node:assert/strict";
import { explain } from "../../specs/explain/mod.ts";
import { findSignal, parametersOf, type Program } from "../../specs/program.ts";
import { compileSmall, typeOf } from "./compile/small.ts";

const HEAD = `
define:
  head:
    inputs: { rows: [B, T, D] }
    steps:
      out: { kind: conv1d, in: rows, filters: classes, kernel: 1, bias: false }
    result: out
`;

const compileModules = (text: string): Program => compileSmall(`${HEAD}${text}`);
const names = (program: Program) => parametersOf(program).map(({ name }) => name);

Deno.test("a signal that a block makes may be called on fewer snippets, and within a module on what the module has", () => {
  const program = compileModules(`
  attended:
    inputs: { rows: [B, T, D] }
    steps:
      e: { kind: conv1d, in: rows, filters: 3, kernel: 3, activation: relu }
      scores: { kind: conv1d, in: e, filters: { C: classes + 1 }, kernel: 1 }
    result: scores(mean(sigmoid(scores), C) * e)
embedding:
  between: slice(features, T, 1) + slice(features, T, 0, -1)
  called: x(between)
  seen: { kind: attended, rows: features }
  halves: seen(between) + seen.scores(seen.e(between))
  flat: { kind: linear, in: features, filters: 2 }
  whole: flat(mean(features, T))
`);
  assert.equal(typeOf(program, "called"), "[B, T=T - 1, D=4]");
  assert.equal(typeOf(program, "halves"), "[B, T=T - 1, C=3]");
  assert.equal(typeOf(program, "whole"), "[B, D=2]");
  const owners = program.nodes.filter(({ owner }) => owner !== undefined).map((
    { signal, owner },
  ) => [signal, owner]);
  assert.deepEqual(owners, [
    ["called.conv1d", "x"],
    ["seen.conv1d", "seen.scores"],
    ["halves.attended.e", "seen.e"],
    ["halves.attended.scores", "seen.scores"],
    ["halves.attended.conv1d", "seen.scores"],
    ["halves.conv1d", "seen.e"],
    ["halves.conv1d", "seen.scores"],
    ["whole.linear", "flat"],
  ]);
  const own = ["seen.e.bias", "seen.e.weights", "seen.scores.bias", "seen.scores.weights"];
  assert.deepEqual(names(program).filter((name) => name.startsWith("seen")).sort(), own);
  const lines = explain(program).nodes.filter(({ signal }) => signal === "called.conv1d");
  assert.match(lines[0]!.from, /:\d+$/);
});

Deno.test("the steps of a module are signals of every call too, also those that its result does not need", () => {
  const program = compileModules(`
  network:
    inputs: { rows: [B, T, D] }
    steps:
      h: { kind: conv1d, in: rows, filters: 3, kernel: 1 }
      scores: { kind: head, rows: h }
      beside: { kind: conv1d, in: h, filters: { P: 5 }, kernel: 1 }
      strongest: top_indices(scores, T, count=2)
    result: h
embedding:
  parents: { kind: network, rows: features }
  children: parents(slice(features, T, 1))
mining:
  looked: children.beside * mean(gather(children.scores, children.strongest), [K, C])
  again: children.scores.out + slice(parents.scores, T, 1)
`);
  assert.equal(typeOf(program, "looked"), "[B, T=T - 1, P=5]");
  assert.equal(typeOf(program, "children.strongest"), "indices [B, K=min(T - 1, 2), C=2] of T");
  assert.equal(typeOf(program, "parents.beside"), "[B, T, P=5]");
  assert.deepEqual(
    names(program).filter((name) => !/^(x|cas)\./.test(name)),
    ["parents.h.weights", "parents.h.bias", "parents.scores.out.weights"]
      .concat("parents.beside.weights", "parents.beside.bias"),
  );
  assert.deepEqual(
    program.signals.filter(({ name }) => name.startsWith("children")).map(({ name }) => name),
    ["children", "children.h", "children.scores", "children.scores.out", "children.beside"]
      .concat("children.strongest"),
  );
});

Deno.test("a count that is a constant is the same for a call on fewer snippets, where a ratio is not", () => {
  const program = compileModules(`
constants: { length: 16, share: 8, k: "maximum(1, floor(length / share))" }
features: { sampling: { length: length } }
embedding: { fewer: "slice(cas, T, 1)" }
mining:
  by_count: top_indices(fewer, T, count=k)
  by_ratio: top_indices(fewer, T, ratio=share)
`);
  const counts = ["by_count", "by_ratio"].map((name) => findSignal(program, name)!.type.dims[1]!.count);
  assert.deepEqual(counts, [2, 1]);
});
