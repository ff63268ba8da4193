import assert from "node:assert/strict";
import { explain } from "../../specs/explain/mod.ts";
import { findSignal } from "../../specs/program.ts";
import { compileModules, MODULES, names, streams } from "./compile/modules.ts";
import { compileSmall, typeOf } from "./compile/small.ts";

Deno.test("a signal that a module makes owns its weights, and a call of the signal uses them again", () => {
  const program = compileModules(`
embedding:
  base: { kind: two_layers, rows: features }
  suppressed: base(attention * features)
`);
  assert.deepEqual(names(program), [
    "x.weights",
    "x.bias",
    "base.h.weights",
    "base.h.bias",
    "base.scores.out.weights",
    "cas.weights",
    "cas.bias",
  ]);
  const users = (name: string) =>
    program.nodes.filter(({ parameters }) => parameters.some((each) => each.name === name))
      .map(({ signal, owner }) => [signal, owner]);
  assert.deepEqual(users("base.h.weights"), [["base.h", undefined], [
    "suppressed.two_layers.h",
    "base.h",
  ]]);
  assert.deepEqual(users("base.scores.out.weights"), [
    ["base.scores.out", undefined],
    ["base.plain.head.out", "base.scores.out"],
    ["suppressed.two_layers.scores.out", "base.scores.out"],
    ["suppressed.two_layers.plain.head.out", "base.scores.out"],
  ]);
  assert.equal(typeOf(program, "base"), "[B, T, C=2]");
  assert.equal(typeOf(program, "suppressed"), "[B, T, C=2]");
});

Deno.test("two signals of one module have weights of their own, and every call has streams of its own", () => {
  const program = compileModules(`
embedding:
  a: { kind: two_layers, rows: features, width: 3 }
  b: { kind: two_layers, rows: features, rate: r / 10 }
  c: a(features) + a(features) + b(features)
`);
  const own = names(program).filter((name) => /^[abc]\./.test(name));
  assert.deepEqual(own, [
    ...["a.h.weights", "a.h.bias", "a.scores.out.weights"],
    ...["b.h.weights", "b.h.bias", "b.scores.out.weights"],
  ]);
  assert.deepEqual(streams(program), [
    "a.dropped.dropout",
    "b.dropped.dropout",
    "c.two_layers.dropped.dropout",
    "c.two_layers.dropped.dropout.2",
    "c.two_layers.dropped.dropout.3",
  ]);
  const rates = program.nodes.filter(({ op }) => op === "dropout").map(({ options }) => options["rate"]);
  assert.deepEqual(rates, [0.5, 0.5, 0.5, 0.5, 0.5]);
  const widths = program.nodes.filter(({ signal }) => signal.endsWith(".h")).map(({ type }) =>
    type.dims[2]!.size
  );
  assert.deepEqual(widths, [3, 6, 3, 3, 6]);
});

Deno.test("the steps of what a module makes are signals, at any depth", () => {
  const program = compileModules(`
embedding: { base: { kind: two_layers, rows: features } }
mining: { looked: base.h * base.dropped, deep: base.scores.out }
`);
  assert.equal(typeOf(program, "looked"), "[B, T, D=6]");
  assert.equal(typeOf(program, "base.scores"), "[B, T, C=2]");
  const inner = program.signals.filter(({ name }) => name.startsWith("base."));
  assert.deepEqual(
    inner.map(({ name, section, kind, text, place }) => [name, section, kind, text, place?.line]),
    [
      ["base.h", "embedding", "conv1d", "{ kind: conv1d, in: rows, filters: width, kernel: 3 }", 17],
      ["base.dropped", "embedding", "expression", "dropout(leaky(h), rate)", 18],
      ["base.scores", "embedding", "head", "{ kind: head, rows: dropped }", 19],
      [
        "base.scores.out",
        "embedding",
        "conv1d",
        "{ kind: conv1d, in: rows, filters: classes, kernel: 1, bias: false }",
        11,
      ],
      ["base.plain", "embedding", "expression", "scores(h)", 20],
      [
        "base.plain.out",
        "embedding",
        "conv1d",
        "{ kind: conv1d, in: rows, filters: classes, kernel: 1, bias: false }",
        11,
      ],
    ],
  );
  assert.equal(findSignal(program, "deep")!.node, findSignal(program, "base.scores.out")!.node);
});

Deno.test("explain() counts weights where they are owned, once", () => {
  const { signals, parameters } = explain(compileModules(`
embedding:
  base: { kind: two_layers, rows: features }
  suppressed: base(attention * features)
`));
  const counted = signals.filter((signal) => signal.parameters > 0).map((
    { name, parameters },
  ) => [name, parameters]);
  assert.deepEqual(counted, [
    ["x", 8 * 3 * 4 + 4],
    ["base.h", 8 * 3 * 6 + 6],
    ["base.scores.out", 12],
    ["cas", 10],
  ]);
  assert.equal(parameters.total, counted.reduce((sum, [, count]) => sum + Number(count), 0));
  const order = signals.map(({ name }) => name);
  assert.equal(order.indexOf("base.h"), order.indexOf("base") + 1);
});

Deno.test("a module may be a loss, and be changed by an override", () => {
  const text = `${MODULES}
  mse: { inputs: { rows: [B, T, D] }, steps: { s: { kind: head, rows: rows } }, result: "mean(mean(mean(s^2, C), T), B)" }
losses: { square: { kind: mse, rows: features, weight: 0.5 } }
embedding: { base: { kind: two_layers, rows: features } }
`;
  const program = compileSmall(text, ["embedding.base.width=9"]);
  assert.deepEqual(program.losses.map(({ name, weight }) => [name, weight]), [["action", 1], [
    "square",
    0.5,
  ]]);
  assert.ok(names(program).includes("losses.square.s.out.weights"));
  assert.equal(typeOf(program, "base.h"), "[B, T, D=9]");
});

Deno.test("inference may name a step", () => {
  const program = compileModules(`
actionness: { base: { kind: two_layers, rows: features } }
inference: { proposals: { by_cas: { group_on: base.scores } } }
`);
  assert.equal(program.recipe.inference.proposals!["by_cas"]!.group_on, "base.scores");
});

Deno.test("a signal may have the name of its module, and what a step makes may be called from outside", () => {
  const program = compileModules(`
embedding:
  head: { kind: head, rows: features }
  again: head(features * attention)
  base: { kind: two_layers, rows: features, width: 8 }
  inner: base.scores(features)
  wrapped: { kind: wrapper, rows: features }
`.replace(
    "embedding:",
    `  wrapper:
    inputs: { rows: [B, T, D] }
    steps: { whole: { kind: two_layers, rows: rows, width: 8 }, part: whole.scores(rows) }
    result: part + whole.scores(rows)
embedding:`,
  ));
  const owners = program.nodes.filter(({ owner }) => owner !== undefined).map((
    { signal, owner },
  ) => [signal, owner]);
  assert.deepEqual(owners, [
    ["again.head.out", "head.out"],
    ["base.plain.head.out", "base.scores.out"],
    ["inner.head.out", "base.scores.out"],
    ["wrapped.whole.plain.head.out", "wrapped.whole.scores.out"],
    ["wrapped.part.head.out", "wrapped.whole.scores.out"],
    ["wrapped.head.out", "wrapped.whole.scores.out"],
  ]);
});
