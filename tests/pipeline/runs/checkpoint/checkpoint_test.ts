import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import type { Engine } from "../../../../pipeline/engines/engine.ts";
import { createModel, setParameter } from "../../../../pipeline/graph/model.ts";
import { createSlots, disposeSlots } from "../../../../pipeline/training/optimizer.ts";
import { saveCheckpoint } from "../../../../pipeline/runs/checkpoint/checkpoint.ts";
import { checkpointHeader } from "../../../../pipeline/runs/checkpoint/header.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileFile } from "../../contract/recipe.ts";
import { temporaryFolder } from "../../../temporary.ts";

const program = compileFile("recipes/demo.yaml", [
  "constants.hidden=4",
  "features.sampling.length=12",
  "data.videos={train: 5, test: 1}",
]);

/** All files of a folder with their bytes. */
function filesOf(folder: string): Record<string, number[]> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return Object.fromEntries(names.map((name) => [name, [...Deno.readFileSync(`${folder}/${name}`)]]));
}

async function withSaved(engine: Engine, run: (saved: Awaited<ReturnType<typeof save>>) => Promise<void>) {
  const folder = temporaryFolder();
  try {
    await run(await save(engine, folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A model whose step 1 is saved. */
async function save(engine: Engine, folder: string) {
  const model = createModel(program, engine, { seed: 0 });
  const slots = createSlots(model);
  const dataset = await openDataset(program.recipe);
  const saveStep = (step: number) =>
    saveCheckpoint(folder, checkpointHeader(model, dataset, step), model, slots);
  await saveStep(1);
  return { folder, model, slots, saveStep };
}

for (const bad of [NaN, Infinity, -Infinity]) {
  engineTest(
    `saveCheckpoint() refuses ${bad} and leaves the checkpoint before as it was`,
    (engine) =>
      withSaved(engine, async ({ folder, model, slots, saveStep }) => {
        const before = filesOf(folder);
        const [name, variable] = [...model.parameters][0]!;
        const spoiled = (of: Float32Array) =>
          tf.tensor(of.map((v, i) => i === 1 ? bad : v), [...variable.shape]);
        const whole = variable.dataSync().slice();

        setParameter(model, name, spoiled(whole));
        await assert.rejects(saveStep(2), {
          name: "NotFinite",
          message: `Parameter "${name}" is not finite after step 2`,
          hint: "lower training.optimizer.rate in a new run",
        });
        assert.deepEqual(filesOf(folder), before);

        setParameter(model, name, tf.tensor(whole, [...variable.shape]));
        const moment = spoiled(whole);
        slots.get("second_moment")!.get(name)!.assign(moment);
        moment.dispose();
        await assert.rejects(saveStep(2), {
          message: `Optimizer slot "second_moment" of parameter "${name}" is not finite after step 2`,
          hint: "its gradients are too large to be squared: lower the weights of the losses in a new run",
        });
        assert.deepEqual(filesOf(folder), before);
        disposeSlots(slots);
        model.dispose();
      }),
  );
}
