import { KINDS } from "../../../pipeline/kinds/mod.ts";
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { BLOCK_RUNS } from "../../../pipeline/kinds/blocks/mod.ts";
import { FUNCTION_RUNS } from "../../../pipeline/kinds/functions/mod.ts";
import { evaluateNodes, weightedSum } from "../../../pipeline/graph/evaluate.ts";
import { createModel, forward } from "../../../pipeline/graph/model.ts";
import { programFor } from "../../../pipeline/graph/passes/mod.ts";
import { BLOCKS } from "../../../specs/kinds/blocks/mod.ts";
import { VOCABULARY } from "../../../specs/kinds/mod.ts";
import { FUNCTIONS } from "../../../specs/kinds/functions/mod.ts";
import { INPUTS, parameterLeaves } from "../contract/check.ts";
import { compileCola } from "../contract/cola.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import { compileTiny } from "../contract/recipe.ts";
import { tensorsOf, valuesOf } from "../contract/values.ts";

Deno.test("every function and block of the language runs, and nothing else", () => {
  assert.deepEqual(Object.keys(FUNCTION_RUNS).sort(), [...FUNCTIONS.keys()].sort());
  assert.deepEqual(Object.keys(BLOCK_RUNS).sort(), [...BLOCKS.keys()].sort());
});

cpuTest("a function may have the name of an operation that no recipe can write", (engine) => {
  const relu = FUNCTIONS.get("relu")!;
  const names = ["input", "align", "columns", "constant"];
  const functions = new Map([...FUNCTIONS, ...names.map((name) => [name, { ...relu, name }] as const)]);
  const runs = new Map([...KINDS.functions, ...names.map((name) => [name, FUNCTION_RUNS["relu"]!] as const)]);
  const expression = (functions: readonly string[]) =>
    functions.reduce((text, name) => `${name}(${text} - 0.1)`, "features.a");
  const signals = { own: expression(names), plain: expression(names.map(() => "relu")) };
  const program = compileTiny({ signals }, { ...VOCABULARY, functions });
  const model = createModel(program, engine, { kinds: { ...KINDS, functions: runs } });
  const values: number[][] = [];
  tf.tidy(() => {
    const found = forward(model, tensorsOf(INPUTS), ["own", "plain"]);
    found.forEach((tensor) => values.push([...tensor.dataSync()]));
  });
  model.dispose();
  assert.deepEqual(values[0], values[1]);
  assert.ok(values[0]!.some((value) => value > 0));
});

engineTest("evaluateNodes() has the shape that the program states for every node", (engine) => {
  const program = compileCola();
  const sizes: Record<string, number> = { B: 3, T: 12 };
  tf.tidy(() => {
    const inputs = tensorsOf({
      features: {
        sizes: { B: 3, T: 12, D: 9 },
        values: Array.from({ length: 324 }, (_, i) => Math.sin(i * i)),
      },
      labels: { sizes: { B: 3, C: 4 }, values: [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1] },
      positions: { sizes: { B: 3, T: 12 }, values: Array(36).fill(0) },
      lengths: { sizes: { B: 3 }, values: [12, 12, 12] },
      progress: { sizes: {}, values: [0] },
      step: { sizes: {}, values: [1] },
    });
    const parameters = tensorsOf(parameterLeaves(program));
    const { primitives } = engine;
    const values = evaluateNodes(program, { kinds: KINDS, primitives, inputs, parameters, seed: 0, step: 1 });
    for (const { id, type, op, signal } of program.nodes) {
      const stated = type.dims.map(({ size, count }) =>
        typeof size === "number" ? size : sizes[size] ?? count
      );
      assert.deepEqual(values[id]!.shape, stated, `${op} in ${signal}`);
      assert.equal(values[id]!.dtype, type.indexes ? "int32" : "float32", `${op} in ${signal}`);
    }
  });
});

engineTest("evaluateNodes() names the input that a batch lacks", (engine) => {
  const program = programFor(compileTiny({ signals: { out: "positions + lengths" } }), ["out"]);
  const { positions } = INPUTS;
  assert.throws(() => valuesOf(program, engine, { positions: positions! }, ["out"]), /no input "lengths"/);
});

engineTest("weightedSum() adds terms with their weights", () => {
  const sum = tf.tidy(() => weightedSum([tf.scalar(3), tf.scalar(4)], [2, -0.5]).dataSync()[0]);
  assert.equal(sum, 4);
});

Deno.test("weightedSum() refuses to add nothing", () => {
  assert.throws(() => weightedSum([], []), { name: "UserError", message: /^Every loss has weight 0/ });
});
