import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { forward } from "../../../pipeline/graph/model.ts";
import {
  createSlots,
  disposeSlots,
  optimizerOf,
  optimizerStep,
} from "../../../pipeline/training/optimizer.ts";
import { computePass } from "../../../pipeline/training/pass.ts";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import { assertClose, INPUTS, parameterLeaves } from "../contract/check.ts";
import { BATCH, compileCola, modelOf } from "../contract/cola.ts";
import { engineTest } from "../contract/engines.ts";
import { compileTiny } from "../contract/recipe.ts";
import { tensorsOf } from "../contract/values.ts";

engineTest("computePass() adds up weighted terms and gives the gradient of the sum", (engine) => {
  const program = compileTiny({
    signals: { other: { kind: "conv1d", in: "features.a", filters: 3, kernel: 1 } },
    losses: {
      plain: { expression: "mean(mean(scores, C), B)", weight: 3 },
      square: { expression: "mean(sum(scores ^ 2, C), B)", weight: 0.5 },
      unused: { expression: "mean(mean(mean(other, T), D), B)", weight: 0 },
    },
  });
  const weights = parameterLeaves(program);
  const model = modelOf(program, engine, weights);
  const inputs = tensorsOf(INPUTS);
  tf.tidy(() => {
    const wanted = ["scores"];
    const pass = computePass(model, trainingProgram(program, wanted), { inputs, pass: 1, wanted });
    assert.deepEqual([...pass.losses.keys()], ["plain", "square"]);
    assert.deepEqual([...pass.signals.keys()], wanted);
    const scores = [...pass.signals.get("scores")!.dataSync()];
    const plain = scores.reduce((sum, x) => sum + x, 0) / 12;
    const square = scores.reduce((sum, x) => sum + x * x, 0) / 3;
    assertClose([...pass.losses.values()], [plain, square], 1e-5, "losses");
    assertClose([pass.total], [3 * plain + 0.5 * square], 1e-5, "total");
    // scores[b, c] = sum over d of w[d, c] mean over t of x[b, t, d].
    const { values } = INPUTS["features"]!;
    const mean = (b: number, d: number) =>
      [0, 1, 2, 3, 4, 5, 6].reduce((sum, t) => sum + values[(b * 7 + t) * 10 + d]!, 0) / 7;
    const slopes = Array.from({ length: 40 }, (_, i) => {
      const [d, c] = [Math.floor(i / 4), i % 4];
      return [0, 1, 2].reduce((sum, b) => sum + (3 / 12 + scores[b * 4 + c]! / 3) * mean(b, d), 0);
    });
    assert.deepEqual([...pass.gradients.keys()], ["map.weights"]);
    assertClose([...pass.gradients.get("map.weights")!.dataSync()], slopes, 1e-5, "gradient");
    tf.dispose([...pass.signals.values()]);
  });
  tf.dispose([...inputs.values()]);
  model.dispose();
});

Deno.test("trainingProgram() leaves out what no active loss needs", () => {
  const names = (set: string[], wanted: string[] = []) =>
    trainingProgram(compileCola(set), wanted).signals.map(({ name }) => name);
  const action = names(["constants.contrast=0"]);
  assert.ok(action.includes("cas") && !action.includes("hard_action") && !action.includes("kept"));
  const one = names(["losses.refine_background=null"]);
  assert.ok(one.includes("hard_action") && !one.includes("hard_background"));
  const asked = names(["constants.contrast=0"], ["hard_background"]);
  assert.ok(asked.includes("hard_background") && !asked.includes("easy_action"));
});

engineTest("forward() leaves nothing but what was asked for", (engine) => {
  const model = modelOf(compileCola(), engine);
  const inputs = tensorsOf(BATCH);
  const before = tf.memory().numTensors;
  const signals = forward(model, inputs, ["cas", "video", "hard_action"]);
  assert.equal(tf.memory().numTensors, before + 3);
  tf.dispose([...signals.values()]);
  assert.throws(() => forward(model, new Map(), ["cas"]), /no input "features"/);
  assert.throws(() => forward(model, inputs, ["nothing"]), /no signal "nothing"/);
  assert.equal(tf.memory().numTensors, before);
  tf.dispose([...inputs.values()]);
  model.dispose();
});

engineTest("computePass() and optimizerStep() leave nothing but what was asked for", (engine) => {
  const model = modelOf(compileCola(), engine);
  const slots = createSlots(model);
  const optimizer = optimizerOf(model);
  const inputs = tensorsOf(BATCH);
  const wanted = ["x", "hard_action"];
  const program = trainingProgram(model.program, wanted);
  const before = tf.memory().numTensors;
  for (const step of [1, 2]) {
    const pass = computePass(model, program, { inputs, pass: step, wanted });
    assert.equal(tf.memory().numTensors, before + pass.gradients.size + wanted.length);
    const loss = tf.scalar(pass.total);
    const numbers = optimizer.numbers(step, 0.1, engine.variables);
    optimizerStep(model, optimizer, slots, { gradients: pass.gradients, numbers, loss });
    loss.dispose();
    tf.dispose([...pass.gradients.values(), ...pass.signals.values()]);
    assert.equal(tf.memory().numTensors, before);
  }
  tf.dispose([...inputs.values()]);
  disposeSlots(slots);
  model.dispose();
});

engineTest("computePass() leaves nothing when it throws", (engine) => {
  const model = modelOf(compileCola(), engine);
  const inputs = tensorsOf(BATCH);
  const program = trainingProgram(model.program);
  const before = tf.memory().numTensors;
  const { features, ...others } = Object.fromEntries(inputs);
  const cases = [["labels", { features: features! }], ["features", others]] as const;
  for (const [missing, present] of cases) {
    const options = { inputs: new Map(Object.entries(present)), pass: 1 };
    assert.throws(() => computePass(model, program, options), new RegExp(`no input "${missing}"`));
    assert.equal(tf.memory().numTensors, before, missing);
  }
  const wrong = { inputs, pass: 1, wanted: ["nothing"] };
  assert.throws(() => computePass(model, program, wrong), /no signal "nothing"/);
  assert.equal(tf.memory().numTensors, before);
  tf.dispose([...inputs.values()]);
  model.dispose();
});

engineTest("computePass() reads what the recipe logs, which trains nothing", (engine) => {
  const program = compileTiny({
    logged: { few: "mean(lengths < 5, B)", snippets: "size(features, T)" },
  });
  const model = modelOf(program, engine, parameterLeaves(program));
  const inputs = tensorsOf(INPUTS);
  const pass = computePass(model, trainingProgram(program), { inputs, pass: 1 });
  const few = INPUTS["lengths"]!.values.filter((length) => length < 5).length / 3;
  assertClose([...pass.logged.values()], [few, 7], 1e-6, "logged");
  assert.deepEqual([...pass.logged.keys()], ["few", "snippets"]);
  assert.deepEqual([...pass.losses.keys()], ["plain"]);
  tf.dispose([...pass.gradients.values(), ...inputs.values()]);
  model.dispose();
});

Deno.test("trainingProgram() logs only what reads nothing that no loss needs", () => {
  const logged = (...set: string[]) => trainingProgram(compileCola(set)).logged.map(({ name }) => name);
  assert.deepEqual(logged(), ["zero_median", "few_inner", "few_outer"]);
  assert.deepEqual(logged("losses.refine_background=null"), ["zero_median", "few_inner"]);
  assert.deepEqual(logged("losses.refine_action=null", "losses.refine_background=null"), []);
});
