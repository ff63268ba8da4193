import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, type Model } from "../../../pipeline/graph/model.ts";
import { loadCheckpoint, saveCheckpoint } from "../../../pipeline/runs/checkpoint/checkpoint.ts";
import { readCheckpoint } from "../../../pipeline/runs/checkpoint/file.ts";
import { checkpointHeader } from "../../../pipeline/runs/checkpoint/header.ts";
import { createSlots, disposeSlots, type Slots } from "../../../pipeline/training/optimizer.ts";
import { computePass } from "../../../pipeline/training/pass.ts";
import { prepareSteps } from "../../../pipeline/training/step_data.ts";
import { type StepReport, train } from "../../../pipeline/training/train.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../../specs/program.ts";
import { temporaryFolder } from "../../temporary.ts";
import { assertClose } from "../contract/check.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import { compileFile } from "../contract/recipe.ts";

const PASSES = 3;
const RATE = 0.5;

/** Five whole videos of five lengths, three a step. */
function wholeVideos(...set: readonly string[]): Program {
  return compileFile("recipes/demo.yaml", [
    "constants.hidden=6",
    "features.sampling={ length: 20, train: all }",
    "data.videos={train: 5, test: 1}",
    "data.length={min: 12, max: 40}",
    "training.batch=1",
    "training.steps=5",
    `training.optimizer={ kind: sgd, rate: ${RATE} }`,
    'logged={ frames: "size(x, T)" }',
    ...set,
  ]);
}

const of = (reduce: string) => `training.accumulate={ passes: ${PASSES}, reduce: ${reduce} }`;

interface Setting {
  readonly model: Model;
  readonly slots: Slots;
}

async function withModel<R>(
  program: Program,
  engine: Engine,
  run: (setting: Setting) => Promise<R>,
): Promise<R> {
  const model = createModel(program, engine, { seed: 5, warn: (message) => assert.fail(message) });
  const slots = createSlots(model);
  try {
    return await run({ model, slots });
  } finally {
    disposeSlots(slots);
    model.dispose();
  }
}

/** All parameters and slots. */
function bits({ model, slots }: Setting): number[] {
  return [model.parameters, ...slots.values()].flatMap((variables) =>
    [...variables.values()].flatMap((variable) => [...variable.dataSync()])
  );
}

/** The first passes of a training before it has changed anything. */
async function passesOf(model: Model, dataset: Dataset) {
  const data = prepareSteps(model, dataset);
  const passes = [];
  for (let pass = 1; pass <= PASSES; pass++) {
    const batch = await data.make(pass);
    const inputs = batch.tensors();
    const { gradients, ...numbers } = computePass(model, data.program, { inputs, pass });
    const values = new Map([...gradients].map(([name, each]) => [name, [...each.dataSync()]]));
    tf.dispose([...inputs.values(), ...gradients.values()]);
    batch.release();
    passes.push({ ...numbers, gradients: values, snippets: batch.snippets });
  }
  return passes;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

for (const reduce of ["sum", "mean"]) {
  engineTest(
    `a step takes the ${reduce} of the gradients of its passes, and reports that of their losses`,
    async (engine) => {
      const program = wholeVideos(of(reduce));
      const dataset = await openDataset(program.recipe);
      const factor = reduce === "sum" ? 1 : 1 / PASSES;
      await withModel(program, engine, async ({ model, slots }) => {
        const passes = await passesOf(model, dataset);
        assert.equal(new Set(passes.map(({ snippets }) => snippets)).size, PASSES, "lengths");
        const valueOf = (name: string) => [...model.parameters.get(name)!.dataSync()];
        const before = new Map([...model.parameters.keys()].map((name) => [name, valueOf(name)]));
        const reports: StepReport[] = [];
        await train(model, dataset, {
          slots,
          onStep: (report) => reports.push(report) < 1,
        });
        for (const name of model.parameters.keys()) {
          const expected = before.get(name)!.map((w, i) =>
            w - RATE * factor * sum(passes.map(({ gradients }) => gradients.get(name)![i]!))
          );
          assertClose(valueOf(name), expected, 1e-5, name);
        }
        const [report] = reports;
        assertClose([report!.total], [factor * sum(passes.map(({ total }) => total))], 1e-5, "total");
        for (const name of report!.losses.keys()) {
          const expected = factor * sum(passes.map(({ losses }) => losses.get(name)!));
          assertClose([report!.losses.get(name)!], [expected], 1e-5, name);
        }
        assert.equal(report!.snippets, sum(passes.map(({ snippets }) => snippets)));
        assertClose([report!.logged.get("frames")!], [report!.snippets / PASSES], 1e-6, "logged");
      });
    },
  );
}

engineTest(
  "accumulated steps go on from a checkpoint as if they had never stopped, to the bit",
  async (engine) => {
    const program = wholeVideos(of("sum"), "training.optimizer={ kind: adam, rate: 1e-2 }");
    const dataset = await openDataset(program.recipe);
    const folder = temporaryFolder();
    try {
      const whole: number[] = [];
      const expected = await withModel(program, engine, async (setting) => {
        const { model, slots } = setting;
        await train(model, dataset, {
          slots,
          async onStep({ step, total }) {
            whole.push(total);
            if (step === 2) {
              await saveCheckpoint(folder, checkpointHeader(model, dataset, step), model, slots);
            }
          },
        });
        return bits(setting);
      });
      const rest: number[] = [];
      const resumed = await withModel(program, engine, async (setting) => {
        const { model, slots } = setting;
        await loadCheckpoint(await readCheckpoint(folder), model, slots);
        await train(model, dataset, { from: 2, slots, onStep: ({ total }) => void rest.push(total) });
        return bits(setting);
      });
      assert.equal(whole.length, 5);
      assert.deepEqual(rest, whole.slice(2));
      assert.deepEqual(resumed, expected);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

cpuTest("whole videos have as many shapes as lengths, batches of one T no number of them", async (engine) => {
  const whole = wholeVideos(of("sum"));
  const dataset = await openDataset(whole.recipe);
  const shapesOf = (program: Program) =>
    withModel(program, engine, ({ model }) => Promise.resolve(prepareSteps(model, dataset).shapes));
  assert.equal(await shapesOf(whole), new Set(dataset.train.map(({ length }) => length)).size);
  assert.equal(await shapesOf(wholeVideos("features.sampling={ length: 20, train: uniform }")), undefined);
});

cpuTest("the random streams of a pass are those of a step of its number", async (engine) => {
  const set = ["features.sampling={ length: 20, train: random_perturb }", "training.batch=2"];
  const [accumulated, plain] = [wholeVideos(of("sum"), ...set), wholeVideos(...set)];
  const dataset = await openDataset(plain.recipe);
  const passes = await withModel(accumulated, engine, ({ model }) => passesOf(model, dataset));
  const steps = await withModel(plain, engine, ({ model }) => passesOf(model, dataset));
  assert.deepEqual(passes, steps);
  const seen = await withModel(accumulated, engine, ({ model }) => {
    const data = prepareSteps(model, dataset);
    return Promise.resolve([1, 2, 3, 4].map((pass) => data.videos(pass).map(({ id }) => id).join()));
  });
  assert.equal(
    new Set(seen.slice(0, 3).flatMap((ids) => ids.split(","))).size,
    5,
    "an epoch is three passes",
  );
});

engineTest("what is not finite in a later pass is named, and nothing is changed", async (engine) => {
  const program = wholeVideos(of("mean"));
  const dataset = await openDataset(program.recipe);
  await withModel(program, engine, async (setting) => {
    const { model, slots } = setting;
    const bad = prepareSteps(model, dataset).videos(2)[0]!;
    const spoiled: Dataset = {
      ...dataset,
      async read(video) {
        const rows = await dataset.read(video);
        return video === bad ? new Float32Array(rows.length).fill(NaN) : rows;
      },
    };
    const before = bits(setting);
    await assert.rejects(train(model, spoiled, { slots }), (error) => {
      assert.ok(error instanceof RunError);
      const where = `at step 1: signal "features" went wrong first, in ${bad.id}`;
      assert.ok(error.message.endsWith(where), error.message);
      return true;
    });
    assert.deepEqual(bits(setting), before);
  });
});
