import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, forward, setParameter } from "../../../pipeline/graph/model.ts";
import { nodeOf } from "../../../pipeline/graph/nodes.ts";
import { programFor } from "../../../pipeline/graph/passes/mod.ts";
import { parametersOf, type Program } from "../../../specs/program.ts";
import { assertClose, INPUTS } from "../contract/check.ts";
import { COLA, compileCola } from "../contract/cola.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import { wave } from "../contract/named.ts";
import { compileTiny } from "../contract/recipe.ts";
import { tensorsOf } from "../contract/values.ts";

function initial(program: Program, engine: Engine, seed: number): Record<string, number[]> {
  const model = createModel(program, engine, { seed });
  const values = Object.fromEntries([...model.parameters].map(([name, x]) => [name, [...x.dataSync()]]));
  model.dispose();
  return values;
}

engineTest("createModel() draws parameters uniformly within 1 / sqrt(fan in), biases included", (engine) => {
  const program = compileCola(["constants.hidden=300"]);
  const values = initial(program, engine, 1);
  assert.deepEqual(Object.keys(values), ["x.weights", "x.bias", "cas.weights"]);
  for (const [name, fanIn] of [["x.weights", 9 * 3], ["x.bias", 9 * 3], ["cas.weights", 300]] as const) {
    const bound = 1 / Math.sqrt(fanIn);
    const each = values[name]!;
    assert.ok(each.every((v) => Math.abs(v) <= bound), name);
    assert.ok(Math.max(...each) > 0.95 * bound && Math.min(...each) < -0.95 * bound, name);
    const variance = each.reduce((sum, v) => sum + v * v, 0) / each.length;
    assert.ok(Math.abs(variance / (bound * bound / 3) - 1) < 0.25, name);
  }
});

engineTest("createModel() has the shapes that the program states, on the engine", (engine) => {
  const program = compileCola();
  const model = createModel(program, engine, { seed: 1 });
  const shapes = [...model.parameters].map(([name, { shape }]) => [name, shape]);
  assert.deepEqual(shapes, parametersOf(program).map(({ name, shape }) => [name, shape]));
  assert.deepEqual(shapes[0], ["x.weights", [COLA.D, 3, COLA.H]]);
  model.dispose();
  assert.equal(model.parameters.size, 0);
});

cpuTest("createModel() draws by seed and parameter name, not by order", (engine) => {
  const block = (filters: number) => ({ kind: "conv1d", in: "features.a", filters, kernel: 3 });
  const one = initial(compileTiny({ signals: { first: block(3), second: block(3) } }), engine, 7);
  const turned = initial(compileTiny({ signals: { second: block(3), first: block(3) } }), engine, 7);
  assert.deepEqual(one["first.weights"], turned["first.weights"]);
  assert.deepEqual(one["second.bias"], turned["second.bias"]);
  assert.notDeepEqual(one["first.weights"], one["second.weights"]);
  const other = initial(compileTiny({ signals: { first: block(3) } }), engine, 8);
  assert.notDeepEqual(one["first.weights"], other["first.weights"]);
});

engineTest("createModel() begins a parameter at its formula, of what others begin with", (engine) => {
  const half = { kind: "parameter", axes: { D: 3 }, start: "-at(centres, C, size) / 2" };
  const program = compileTiny({
    define: {
      module: {
        inputs: { rows: ["B", "T", "D"] },
        options: { size: 2 },
        steps: {
          half,
          centres: { kind: "parameter", axes: { C: "size + 1", D: 3 } },
          weights: { kind: "linear", in: "rows", filters: 3 },
        },
        result: "weights * half * mean(centres, C)",
      },
    },
    signals: {
      one: { kind: "module", rows: "features.a" },
      other: { kind: "module", rows: "features.a", size: 1 },
      again: "one(features.b)",
    },
  });
  const values = initial(program, engine, 4);
  for (const [name, size] of [["one", 2], ["other", 1]] as const) {
    const row = values[`${name}.centres.values`]!.slice(3 * size);
    assert.equal(row.length, 3);
    assert.deepEqual(values[`${name}.half.values`], row.map((value) => -value / 2));
  }
  assert.notDeepEqual(values["one.half.values"], values["other.half.values"]);
});

engineTest("setParameter() replaces a value and disposes of the tensor that is given", (engine) => {
  const model = createModel(compileCola(), engine, { seed: 1 });
  const value = tf.fill([COLA.H], 2);
  setParameter(model, "x.bias", value);
  assert.ok(value.isDisposed);
  assert.deepEqual([...model.parameters.get("x.bias")!.dataSync()], Array(COLA.H).fill(2));
  model.dispose();
});

engineTest(
  "forward() evaluates without randomness, whatever the length and the number of videos",
  (engine) => {
    const model = createModel(compileCola(), engine, { seed: 1 });
    const run = (features: ReturnType<typeof wave>) => {
      const inputs = tensorsOf({ features });
      const signals = forward(model, inputs, ["x", "dropped_x", "kept", "cas"]);
      const values = Object.fromEntries([...signals].map(([name, x]) => [name, [...x.dataSync()]]));
      tf.dispose([...inputs.values(), ...signals.values()]);
      return values;
    };
    const two = run(wave({ B: 2, T: 5, D: COLA.D }, 61));
    assert.deepEqual(two["dropped_x"], two["x"]);
    assert.deepEqual(two["kept"], Array(10).fill(1));
    const { values } = wave({ B: 2, T: 5, D: COLA.D }, 61);
    const second = run({ sizes: { B: 1, T: 5, D: COLA.D }, values: values.slice(5 * COLA.D) });
    assertClose(second["cas"]!, two["cas"]!.slice(5 * COLA.C), 1e-6, "second video");
    model.dispose();
  },
);

engineTest(
  "forward() hands out a signal under two names, and inputs, as tensors of the caller's",
  (engine) => {
    const program = compileTiny({ signals: { one: "positions * 2", same: "positions * 2" } });
    const model = createModel(program, engine, { seed: 1 });
    const inputs = tensorsOf(INPUTS);
    const signals = forward(model, inputs, ["one", "same", "positions"]);
    signals.get("one")!.dispose();
    assert.deepEqual([...signals.get("same")!.dataSync()], INPUTS["positions"]!.values.map((v) => 2 * v));
    signals.get("positions")!.dispose();
    assert.deepEqual([...inputs.get("positions")!.dataSync()], INPUTS["positions"]!.values);
    tf.dispose([...inputs.values(), ...signals.values()]);
    model.dispose();
  },
);

Deno.test("programFor() and nodeOf() name a signal that there is not", () => {
  const program = compileCola();
  assert.throws(() => programFor(program, ["cas", "nothing"]), /no signal "nothing"/);
  assert.throws(() => nodeOf(program, "nothing"), /no signal "nothing"/);
});
