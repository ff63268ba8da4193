import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openCpu } from "../../../pipeline/engines/portable/cpu.ts";
import type { Engine, OpenedEngine } from "../../../pipeline/engines/engine.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { openWasm } from "../../../pipeline/engines/portable/wasm.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../pipeline/engines/webgpu/open.ts";
import { createModel, type Model } from "../../../pipeline/graph/model.ts";
import { createSlots, disposeSlots, type Slots } from "../../../pipeline/training/optimizer.ts";
import { loadCheckpoint, saveCheckpoint } from "../../../pipeline/runs/checkpoint/checkpoint.ts";
import { readCheckpoint } from "../../../pipeline/runs/checkpoint/file.ts";
import { checkpointHeader } from "../../../pipeline/runs/checkpoint/header.ts";
import { train } from "../../../pipeline/training/train.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { compileFile } from "../contract/recipe.ts";
import { settled } from "../engines/settled.ts";
import { temporaryFolder } from "../../temporary.ts";
import { needs } from "../../needs.ts";

const found = locateTensorflow();
const gpu = await findAdapter();
const engines: Record<string, OpenedEngine | undefined> = {
  tensorflow: found && await openTensorflow(found.paths),
  webgpu: gpu && await openWebgpu(gpu),
  wasm: await openWasm(),
  cpu: await openCpu(),
};

/** A test on every engine that this machine has. */
function trainTest(title: string, run: (engine: Engine) => Promise<void>): void {
  for (const [name, engine] of Object.entries(engines)) {
    Deno.test({
      ...needs(name, engine, `${title} (${name})`),
      async fn() {
        await tf.setBackend(name);
        const before = tf.memory().numTensors;
        await run({ ...engine!, reason: "under test" });
        assert.equal(tf.memory().numTensors, before, "tensors alive afterwards");
        await settled();
      },
    });
  }
}

/** Five videos, two per step, so that every third step has one. */
const program = compileFile("recipes/demo.yaml", [
  "constants.hidden=6",
  "features.sampling.length=12",
  "data.videos={train: 5, test: 1}",
  "training.batch=2",
  "training.steps=7",
  "training.optimizer.rate=1e-2",
]);

interface Setting {
  readonly model: Model;
  readonly slots: Slots;
}

async function withModel<R>(engine: Engine, run: (setting: Setting) => Promise<R>): Promise<R> {
  const model = createModel(program, engine, { seed: 5, warn: (message) => assert.fail(message) });
  const slots = createSlots(model);
  try {
    return await run({ model, slots });
  } finally {
    disposeSlots(slots);
    model.dispose();
  }
}

function bits({ model, slots }: Setting): number[][] {
  return [model.parameters, ...slots.values()].flatMap((variables) =>
    [...variables.values()].map((variable) => [...variable.dataSync()])
  );
}

trainTest("train() goes on from a checkpoint as if it had never stopped, to the bit", async (engine) => {
  const dataset = await openDataset(program.recipe);
  const folder = temporaryFolder();
  try {
    for (const stop of [1, 3, 5]) {
      const whole: number[] = [];
      const expected = await withModel(engine, async (setting) => {
        const { model, slots } = setting;
        await train(model, dataset, {
          slots,
          async onStep({ step, total }) {
            whole.push(total);
            if (step !== stop) return;
            await saveCheckpoint(folder, checkpointHeader(model, dataset, step), model, slots);
          },
        });
        return bits(setting);
      });
      const rest: number[] = [];
      const resumed = await withModel(engine, async (setting) => {
        const { model, slots } = setting;
        await loadCheckpoint(await readCheckpoint(folder), model, slots);
        await train(model, dataset, {
          from: stop,
          slots,
          onStep: ({ total }) => void rest.push(total),
        });
        return bits(setting);
      });
      assert.equal(whole.length, 7);
      assert.deepEqual(rest, whole.slice(stop));
      assert.deepEqual(resumed, expected);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

trainTest("train() names signal, step and video of a loss that is not finite", async (engine) => {
  const dataset = await openDataset(program.recipe);
  const bad = dataset.train[3]!;
  const spoiled: Dataset = {
    ...dataset,
    async read(video) {
      const rows = await dataset.read(video);
      return video === bad ? new Float32Array(rows.length).fill(NaN) : rows;
    },
  };
  await withModel(engine, async (setting) => {
    const { model, slots } = setting;
    let before = bits(setting);
    let steps = 0;
    const training = train(model, spoiled, {
      slots,
      onStep({ step }) {
        steps = step;
        before = bits(setting);
      },
    });
    await assert.rejects(training, (error) => {
      assert.ok(error instanceof RunError);
      const where = `at step ${steps + 1}: signal "features" went wrong first, in ${bad.id}`;
      assert.ok(error.message.endsWith(where), `${error.message} should end with ${where}`);
      return true;
    });
    assert.deepEqual(bits(setting), before);
  });
});

trainTest("train() names the operation whose gradient is not finite, and changes nothing", async (engine) => {
  // Snippets whose channels are all 0 after the activation: their norm is 0, where a root has no gradient.
  const rooted = compileFile("recipes/demo.yaml", [
    "constants.hidden=4",
    "features.sampling.length=12",
    "data.videos={train: 5, test: 1}",
    "training.batch=5",
    "losses.action.expression=bce(video, l1_normalize(labels, C)) + mean(mean(sqrt(sum(x * x, D)), T), B)",
  ]);
  const dataset = await openDataset(rooted.recipe);
  const model = createModel(rooted, engine, { seed: 5, warn: (message) => assert.fail(message) });
  const slots = createSlots(model);
  const before = bits({ model, slots });
  let steps = 0;
  await assert.rejects(
    train(model, dataset, { slots, onStep: ({ step }) => void (steps = step) }),
    (error) => {
      assert.ok(error instanceof RunError);
      const where = 'the gradient of "sqrt" in signal "losses.action" went wrong first, in train_';
      assert.ok(
        error.message.startsWith(`Gradient of the loss is not finite at step ${steps + 1}: ${where}`),
      );
      assert.match(error.hint!, /has no gradient at 0: write norm\(x, axis\) for a norm/);
      return true;
    },
  );
  assert.equal(steps, 0);
  assert.deepEqual(bits({ model, slots }), before);
  disposeSlots(slots);
  model.dispose();
});
