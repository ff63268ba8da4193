import assert from "node:assert/strict";
import { join } from "node:path";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { createModel, type Model } from "../../../../pipeline/graph/model.ts";
import { loadCheckpoint, saveCheckpoint } from "../../../../pipeline/runs/checkpoint/checkpoint.ts";
import { readCheckpoint } from "../../../../pipeline/runs/checkpoint/file.ts";
import { checkpointHeader } from "../../../../pipeline/runs/checkpoint/header.ts";
import { createSlots, disposeSlots } from "../../../../pipeline/training/optimizer.ts";
import { train } from "../../../../pipeline/training/train.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import { ROOT } from "../../../shared.ts";

const RECIPE = `
version: 1
name: remembers
extends: recipes/demo.yaml
constants: { hidden: 4 }
data: { videos: { train: 5, test: 1 } }
features: { sampling: { length: 12 } }
mining: { means: { kind: memory, axes: { C: classes }, update: "0.9 * means + mean(video, B)" } }
losses: { far: "mean(sum((video - means) ^ 2, C), B)" }
training: { steps: 4 }
`;
const file = join(ROOT, "remembers.yaml");
const program = compileRecipe(file, { read: (path) => path === file ? RECIPE : Deno.readTextFileSync(path) });

engineTest("loadCheckpoint() gives memories back: a run goes on with the same bits", async (engine) => {
  const dataset = await openDataset(program.recipe);
  const folder = temporaryFolder();
  const stateOf = ({ parameters }: Model) =>
    [...parameters].map(([name, each]) => [name, ...each.dataSync()]);
  try {
    const whole = createModel(program, engine);
    const slots = createSlots(whole);
    await train(whole, dataset, {
      slots,
      async onStep({ step }) {
        if (step === 2) await saveCheckpoint(folder, checkpointHeader(whole, dataset, 2), whole, slots);
      },
    });
    const resumed = createModel(program, engine, { seed: whole.seed });
    const restored = createSlots(resumed);
    await loadCheckpoint(await readCheckpoint(folder), resumed, restored);
    await train(resumed, dataset, { from: 2, slots: restored });
    assert.deepEqual(stateOf(resumed), stateOf(whole));
    assert.ok(whole.parameters.get("means.values")!.dataSync().every((value) => value > 0));
    [slots, restored].forEach(disposeSlots);
    [whole, resumed].forEach((model) => model.dispose());
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
