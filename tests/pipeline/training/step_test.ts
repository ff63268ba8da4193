import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { portablePrimitives } from "../../../pipeline/engines/portable/primitives/portable.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { createSlots, disposeSlots } from "../../../pipeline/training/optimizer.ts";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import { createTrainingStep } from "../../../pipeline/training/step.ts";
import { findSignal, type Program } from "../../../specs/program.ts";
import { assertClose } from "../contract/check.ts";
import { BATCH, COLA, compileCola } from "../contract/cola.ts";
import { engineTest } from "../contract/engines.ts";
import { wave } from "../contract/named.ts";
import { compileFile } from "../contract/recipe.ts";
import { tensorsOf } from "../contract/values.ts";
import { counted } from "../engines/webgpu/recorder/subject.ts";

/** What training gives: the losses of every step, and all parameters and slots after the last. */
interface Trained {
  readonly losses: number[];
  readonly state: number[];
  readonly warnings: string[];
}

interface Setting {
  readonly steps?: number;
  /** The videos of a step, 3 by default. */
  readonly videos?: (step: number) => number;
  /** How many shapes batches are said to have. */
  readonly shapes?: number;
}

/** Trains on other features at every step. */
async function trainOn(
  program: Program,
  engine: Engine,
  { steps = 4, videos = () => 3, shapes }: Setting = {},
): Promise<Trained> {
  const warnings: string[] = [];
  const model = createModel(program, engine, { seed: 3, warn: (message) => warnings.push(message) });
  const slots = createSlots(model);
  const trainingStep = createTrainingStep(model, trainingProgram(program), slots, { steps: 1000, shapes });
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const inputs = batchOf(step, videos(step));
    losses.push(...(await trainingStep.run(inputs, step)).losses.values());
    tf.dispose([...inputs.values()]);
  }
  const variables = [model.parameters, ...slots.values()].flatMap((each) => [...each.values()]);
  const state = variables.flatMap((variable) => [...variable.dataSync()]);
  trainingStep.dispose();
  disposeSlots(slots);
  model.dispose();
  return { losses, state, warnings };
}

function batchOf(step: number, videos: number): Map<string, Tensor> {
  const { D, T, C } = COLA;
  const labels = BATCH["labels"]!.values.slice(0, videos * C);
  return tensorsOf({
    features: wave({ B: videos, T, D }, 100 + step),
    labels: { sizes: { B: videos, C }, values: labels },
  });
}

/** The engine without its recorder. */
function eagerly({ recorder: _, ...engine }: Engine): Engine {
  return engine;
}

/** The engine, and the shapes of the first input of everything that it records. */
function noting(engine: Engine): { engine: Engine; recorded: number[][] } {
  const recorded: number[][] = [];
  const { recorder } = engine;
  if (!recorder) return { engine, recorded };
  const record: typeof recorder.record = (inputs, shapes, run) => {
    recorded.push(inputs[0]!.shape);
    return recorder.record(inputs, shapes, run);
  };
  return { engine: { ...engine, recorder: { record } }, recorded };
}

engineTest(
  "a training step that is replayed equals one that is run, random masks included",
  async (engine) => {
    const program = compileCola(["training.optimizer.rate=1e-2"]);
    const replayed = await trainOn(program, engine);
    const run = await trainOn(program, eagerly(engine));
    assertClose(replayed.losses, run.losses, 1e-5, "losses");
    assertClose(replayed.state, run.state, 1e-4, "parameters and slots");
    assert.deepEqual(replayed.warnings, []);
    assert.notDeepEqual(run.losses.slice(0, 3), run.losses.slice(3, 6));
  },
);

engineTest("training gives the same bits every time", async (engine) => {
  const program = compileCola();
  assert.deepEqual(await trainOn(program, engine), await trainOn(program, engine));
});

engineTest("a step is recorded once for every number of videos, from the first one on", async (engine) => {
  const program = compileCola();
  const { engine: noted, recorded } = noting(engine);
  const { warnings } = await trainOn(program, noted, { steps: 6, videos: (step) => step % 3 === 0 ? 2 : 3 });
  const { T, D } = COLA;
  assert.deepEqual(recorded, engine.recorder ? [[3, T, D], [2, T, D]] : []);
  assert.deepEqual(warnings, []);
});

engineTest(
  "a step on the GPU is one submission and one read, that of its numbers",
  async (engine) => {
    const program = compileCola();
    const model = createModel(program, engine, { seed: 3, warn: (message) => assert.fail(message) });
    const slots = createSlots(model);
    const trainingStep = createTrainingStep(model, trainingProgram(program), slots, { steps: 1000 });
    for (const step of [1, 2, 3]) {
      const inputs = batchOf(step, 3);
      const count = await counted(() => trainingStep.run(inputs, step));
      if (step > 1) assert.deepEqual(count, { submitted: 1, read: 1 });
      tf.dispose([...inputs.values()]);
    }
    trainingStep.dispose();
    disposeSlots(slots);
    model.dispose();
  },
  ["webgpu"],
);

engineTest("nothing is recorded where batches have more than 64 shapes", async (engine) => {
  const program = compileCola(["training.optimizer.rate=1e-2"]);
  const recordings = async (shapes: number) => {
    const { engine: noted, recorded } = noting(engine);
    const { losses, warnings } = await trainOn(program, noted, { shapes });
    assert.deepEqual(warnings, []);
    return { losses, count: recorded.length };
  };
  const [most, more] = [await recordings(64), await recordings(65)];
  assert.deepEqual([most.count, more.count], engine.recorder ? [1, 0] : [0, 0]);
  assertClose(most.losses, more.losses, 1e-5, "losses");
});

engineTest("every recipe of the repository is recorded", async (engine) => {
  const names = ["cola_anet12", "cola_shrec21", "demo", "ablations/cola_thumos_action_only"];
  for (const name of names) {
    const program = compileFile(`recipes/${name}.yaml`, [
      "constants.hidden=6",
      "features.sampling.length=12",
    ]);
    const sizeOf = (input: string, axis: string) =>
      findSignal(program, input)!.type.dims.find((dim) => dim.axis === axis)!.count;
    const [D, C] = [sizeOf("features", "D"), sizeOf("labels", "C")];
    const model = createModel(program, engine, {
      seed: 0,
      warn: (message) => assert.fail(`${name}: ${message}`),
    });
    const slots = createSlots(model);
    const step = createTrainingStep(model, trainingProgram(program), slots, { steps: 1000 });
    const inputs = tensorsOf({
      features: wave({ B: 2, T: 12, D }, 1),
      labels: {
        sizes: { B: 2, C },
        values: Array.from({ length: 2 * C }, (_, i) => i % (C + 1) === 0 ? 1 : 0),
      },
    });
    assert.ok(Number.isFinite((await step.run(inputs, 1)).total), name);
    tf.dispose([...inputs.values()]);
    step.dispose();
    disposeSlots(slots);
    model.dispose();
  }
});

engineTest("a recipe that cannot be recorded is trained all the same, and says why once", async (engine) => {
  // The portable median reads its input back.
  const primitives = { ...engine.primitives, median: portablePrimitives.median };
  const program = compileCola(["training.optimizer.rate=1e-2"]);
  const { losses, state, warnings } = await trainOn(program, { ...engine, primitives }, {
    videos: (step) => step === 2 ? 2 : 3,
  });
  const usual = await trainOn(program, eagerly(engine), { videos: (step) => step === 2 ? 2 : 3 });
  assertClose(losses, usual.losses, 1e-5, "losses");
  assertClose(state, usual.state, 1e-4, "parameters and slots");
  if (!engine.recorder) return assert.deepEqual(warnings, []);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /^training runs operation by operation, slower: values are read back after /);
});

engineTest("a loss that is not finite stops the step and changes nothing", async (engine) => {
  const program = compileCola();
  const model = createModel(program, engine, { seed: 3 });
  const slots = createSlots(model);
  const step = createTrainingStep(model, trainingProgram(program), slots, { steps: 1000 });
  const values = () =>
    [model.parameters, ...slots.values()].map((variables) =>
      [...variables.values()].map((variable) => [...variable.dataSync()])
    );
  const run = async (inputs: Map<string, Tensor>, number: number) => {
    try {
      return await step.run(inputs, number);
    } finally {
      tf.dispose([...inputs.values()]);
    }
  };
  await run(batchOf(1, 3), 1);
  const before = values();
  const batch = batchOf(2, 3);
  batch.get("features")!.dispose();
  batch.set("features", tf.fill([3, COLA.T, COLA.D], NaN));
  await assert.rejects(run(batch, 2), { name: "RunError", message: /the loss or a gradient is not finite/ });
  assert.deepEqual(values(), before);
  assert.ok(Number.isFinite((await run(batchOf(2, 3), 2)).total));
  assert.notDeepEqual(values(), before);
  step.dispose();
  disposeSlots(slots);
  model.dispose();
});
