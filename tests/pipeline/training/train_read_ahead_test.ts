import assert from "node:assert/strict";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { stepVideos } from "../../../pipeline/training/step_videos.ts";
import { train } from "../../../pipeline/training/train.ts";
import { alive, engineTest } from "../contract/engines.ts";
import { compileFile } from "../contract/recipe.ts";

/** Six videos, two per step. */
const program = compileFile("recipes/demo.yaml", [
  "constants.hidden=4",
  "features.sampling.length=12",
  "data.videos={train: 6, test: 1}",
  "training.batch=2",
  "training.steps=5",
]);

/** Ids of the videos of a step, sorted. */
function videosOf({ train }: Dataset, step: number): string[] {
  const { videos } = stepVideos({ program, kinds: KINDS, seed: 0 }, train)(step);
  return videos.map((i) => train[i]!.id).sort();
}

Deno.test("train() reads the batch of the next step before a step is over, and none after the last", async () => {
  const dataset = await openDataset(program.recipe);
  const read: string[] = [];
  const noted: Dataset = {
    ...dataset,
    read(video) {
      read.push(video.id);
      return dataset.read(video);
    },
  };
  const model = createModel(program, await openEngine("cpu"), { seed: 0 });
  await train(model, noted, {
    onStep({ step }) {
      const steps = Array.from({ length: Math.min(step + 1, 5) }, (_, i) => videosOf(dataset, i + 1));
      const batches = steps.map((_, i) => read.slice(2 * i, 2 * i + 2).sort());
      assert.deepEqual([batches, read.length], [steps, 2 * steps.length], `step ${step}`);
    },
  });
  model.dispose();
});

Deno.test("train() fails at the step whose videos cannot be read", async () => {
  const dataset = await openDataset(program.recipe);
  const [bad] = videosOf(dataset, 3);
  const broken: Dataset = {
    ...dataset,
    read: (video) => video.id === bad ? Promise.reject(new RangeError("broken")) : dataset.read(video),
  };
  const model = createModel(program, await openEngine("cpu"), { seed: 0 });
  const done: number[] = [];
  await assert.rejects(
    train(model, broken, {
      async onStep({ step }) {
        done.push(step);
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
    }),
    /^RangeError: broken$/,
  );
  assert.deepEqual(done, [1, 2]);
  model.dispose();
});

Deno.test("train() leaves no reading behind when it stops early or fails", async () => {
  const dataset = await openDataset(program.recipe);
  let reading = 0;
  const slow: Dataset = {
    ...dataset,
    async read(video) {
      reading++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      reading--;
      return await dataset.read(video);
    },
  };
  const model = createModel(program, await openEngine("cpu"), { seed: 0 });
  const done: number[] = [];
  await train(model, slow, {
    onStep({ step }) {
      done.push(step);
      return step < 2;
    },
  });
  assert.deepEqual([done, reading], [[1, 2], 0]);
  const failing = train(model, slow, { onStep: () => Promise.reject(new TypeError("stop")) });
  await assert.rejects(failing, /^TypeError: stop$/);
  assert.equal(reading, 0);
  model.dispose();
});

engineTest("train() leaves no tensor behind when it ends, stops early or fails", async (engine) => {
  const dataset = await openDataset(program.recipe);
  const model = createModel(program, engine, { seed: 0 });
  const before = alive(engine.name);
  const ways: (() => boolean)[] = [() => true, () => false, () => assert.fail("stop")];
  for (const onStep of ways) {
    await train(model, dataset, { onStep }).catch(({ message }) => assert.equal(message, "stop"));
    assert.deepEqual(alive(engine.name), before);
  }
  const broken = { ...dataset, read: () => Promise.reject(new RangeError("broken")) };
  await assert.rejects(train(model, broken), /broken/);
  assert.deepEqual(alive(engine.name), before);
  model.dispose();
});
