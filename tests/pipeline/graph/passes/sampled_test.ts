import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import { makeSampledBatch, type SampledBatch, toDense } from "../../../../pipeline/data/batches/batches.ts";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import type { Engine } from "../../../../pipeline/engines/engine.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { createModel, type Model } from "../../../../pipeline/graph/model.ts";
import { inputNames } from "../../../../pipeline/graph/nodes.ts";
import { sampledTrainingProgram, trainingProgram } from "../../../../pipeline/graph/passes/mod.ts";
import { sampledInputs } from "../../../../pipeline/graph/passes/sampled.ts";
import { computePass } from "../../../../pipeline/training/pass.ts";
import { batchTensors, plansOf, sampledTensors } from "../../../../pipeline/data/batches/tensors.ts";
import type { Program } from "../../../../specs/program.ts";
import { assertClose } from "../../contract/check.ts";
import { COLA, compileCola } from "../../contract/cola.ts";
import { cpuTest, engineTest } from "../../contract/engines.ts";
import { wave } from "../../contract/named.ts";
import { compileTiny, SIZES } from "../../contract/recipe.ts";
import { frozen } from "./random_recipe.ts";

/** One long video, and short ones whose snippets are repeated. */
const LENGTHS = [3, 9, 1];

function batchOf(
  program: Program,
  step = 1,
  train = program.recipe.features.sampling.train,
): Promise<SampledBatch> {
  const { sources, sampling } = program.recipe.features;
  const width = Object.values(sources).reduce((sum, source) => sum + source.width, 0);
  const videos = LENGTHS.map((length, i): Video => ({
    id: `v${i}`,
    split: "train",
    labels: [i],
    length,
    fps: 25,
    stride: 16,
    segments: [],
  }));
  const dataset = {
    classes: ["a", "b", "c", "d"],
    width,
    read: ({ length }: Video) =>
      Promise.resolve(Float32Array.from(wave({ T: length, D: width }, length).values)),
  };
  const sample = createKind(KINDS.train_samplers, train);
  return makeSampledBatch(dataset, videos, { length: sampling.length, sample }, { seed: 1, pass: step });
}

/** The losses and gradients of a pass. */
function passOf(
  model: Model,
  program: Program,
  inputs: ReadonlyMap<string, Tensor>,
): { losses: Map<string, number>; gradients: Map<string, number[]> } {
  const { losses, gradients } = computePass(model, program, { inputs, pass: 1 });
  const plain = new Map<string, number[]>();
  for (const [name, gradient] of gradients) plain.set(name, [...gradient.dataSync()]);
  tf.dispose([...gradients.values(), ...inputs.values()]);
  return { losses: new Map(losses), gradients: plain };
}

/** Trains by distinct snippets as without, to rounding. */
function checkEqual(program: Program, batch: SampledBatch, engine: Engine): Program {
  const dense = trainingProgram(frozen(program));
  const passed = sampledTrainingProgram(frozen(dense), engine.planner);
  const model = createModel(program, engine, { seed: 2 });
  const expected = passOf(model, dense, batchTensors(toDense(batch)));
  const read = sampledInputs(passed);
  const plans = plansOf(batch, read, engine.planner);
  const inputs = sampledTensors(batch, read, inputNames(passed).has("features"), plans);
  for (const name of inputNames(passed)) assert.ok(inputs.has(name), name);
  const actual = passOf(model, passed, inputs);
  assertClose([...actual.losses.values()], [...expected.losses.values()], 1e-5, "losses");
  assert.deepEqual([...actual.gradients.keys()], [...expected.gradients.keys()]);
  for (const [name, values] of expected.gradients) {
    assertClose(actual.gradients.get(name)!, values, 1e-5, name);
  }
  model.dispose();
  return passed;
}

const CONVOLUTIONS = fc.record({
  in: fc.constantFrom(
    "features",
    "features.a",
    "slice(features, D, 3, 8)",
    "slice(features.b, D, -2)",
    "mapped",
  ),
  filters: fc.constant(SIZES.D),
  kernel: fc.constantFrom(1, 3, 9),
  dilation: fc.constantFrom(1, 2),
  bias: fc.boolean(),
  activation: fc.constantFrom("none", "relu", "tanh"),
});

/** Recipes of some convolutions, with an expression that reads features or without. */
const RECIPES = fc.tuple(fc.array(CONVOLUTIONS, { minLength: 1, maxLength: 3 }), fc.boolean());

const average = (text: string) => `mean(mean(mean(${text}, D), T), B)`;

const BATCHES = await Promise.all([
  ...[1, 2, 3].map((step) => batchOf(compileTiny({}), step)),
  // Of whole videos no snippet comes twice.
  ...[...KINDS.train_samplers.keys()].filter((kind) => !createKind(KINDS.train_samplers, { kind }).whole)
    .map((kind) => batchOf(compileTiny({}), 4, { kind })),
]);

cpuTest("sampleConvolutions() computes the same to rounding, and leaves the rest alone", (engine) => {
  fc.assert(
    fc.property(RECIPES, fc.constantFrom(...BATCHES), ([blocks, direct], batch) => {
      const named = blocks.map((block, i) => [`c${i}`, { kind: "conv1d", ...block }] as const);
      const program = compileTiny({
        signals: { mapped: "tanh(features.b)", ...Object.fromEntries(named) },
        losses: Object.fromEntries([
          ...named.map(([name]) => [`of_${name}`, { expression: average(`tanh(${name} * ${name})`) }]),
          ...(direct ? [["direct", { expression: average("features.a * c0") }]] : []),
        ]),
      });
      const passed = checkEqual(program, batch, engine);
      const count = (isSampled: boolean) =>
        passed.nodes.filter(({ op, sampled }) => op === "conv1d" && (sampled ?? false) === isSampled).length;
      const others = blocks.filter((block) => block.in === "mapped").length;
      // The base has a convolution of features too.
      assert.deepEqual([count(false), count(true)], [others, blocks.length - others + 1]);
      assert.equal(inputNames(passed).has("features"), direct || others > 0);
    }),
    { numRuns: 40 },
  );
});

engineTest("sampleConvolutions() computes an attention [B, T], and an axis of another name", (engine) => {
  const program = compileTiny({
    signals: {
      attention: { kind: "conv1d", in: "features", filters: "none", kernel: 3, activation: "sigmoid" },
      parts: { kind: "conv1d", in: "features.b", filters: { P: 3 }, kernel: 1, activation: "tanh" },
    },
    losses: { both: { expression: "mean(mean(mean(attention * parts * parts, P), T), B)" } },
  });
  const passed = checkEqual(program, BATCHES[0]!, engine);
  assert.equal(passed.nodes.filter(({ sampled }) => sampled).length, 3);
});

engineTest("a module whose weights sampled and other rows use trains the same", (engine) => {
  const program = compileTiny({
    define: {
      layers: {
        inputs: { rows: ["B", "T", "D"] },
        steps: {
          h: { kind: "conv1d", in: "rows", filters: 3, kernel: 3, activation: "relu" },
          out: { kind: "conv1d", in: "dropout(h, 0.5)", filters: "classes", kernel: 1 },
        },
        result: "out",
      },
    },
    signals: {
      attention: { kind: "conv1d", in: "features", filters: "none", kernel: 1, activation: "sigmoid" },
      base: { kind: "layers", rows: "features" },
      again: "base(features)",
      suppressed: "base(attention * features)",
    },
    losses: { all: { expression: "mean(mean(mean((base * suppressed - again) ^ 2, C), T), B)" } },
  });
  const passed = checkEqual(program, BATCHES[0]!, engine);
  const steps = passed.nodes.filter(({ signal }) => signal.endsWith(".h"));
  assert.deepEqual(steps.map(({ signal, sampled }) => [signal, sampled ?? false]), [
    ["base.h", true],
    ["suppressed.layers.h", false],
  ]);
});

const COLA_BATCH = await batchOf(compileCola());
const PADDED_BATCH = await batchOf(compileCola(), 1, { kind: "crop_pad", last_snippet: "used" });

engineTest("a whole recipe computes the same by distinct snippets, and needs no dense features", (engine) => {
  checkEqual(compileCola(), PADDED_BATCH, engine);
  const passed = checkEqual(compileCola(), COLA_BATCH, engine);
  assert.deepEqual([...inputNames(passed)].filter((name) => name.startsWith("features")), [
    `features.rows.0.${COLA.D}`,
    "features.index",
    ...engine.planner.parts({ kernel: 3, dilation: 1, depth: COLA.D, width: COLA.H })
      .map(({ name }) => `features.plan.${name}`),
  ]);
  assert.ok(COLA_BATCH.rows.length < COLA.B * COLA.T * COLA.D);
});
