import assert from "node:assert/strict";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, type Model } from "../../../pipeline/graph/model.ts";
import { loadCheckpoint, saveCheckpoint } from "../../../pipeline/runs/checkpoint/checkpoint.ts";
import { readCheckpoint } from "../../../pipeline/runs/checkpoint/file.ts";
import { checkpointHeader } from "../../../pipeline/runs/checkpoint/header.ts";
import { filledBefore } from "../../../pipeline/training/filling.ts";
import { createSlots, disposeSlots } from "../../../pipeline/training/optimizer.ts";
import { train } from "../../../pipeline/training/train.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../../specs/program.ts";
import { temporaryFolder } from "../../temporary.ts";
import { assertClose } from "../contract/check.ts";
import { engineTest } from "../contract/engines.ts";
import { compileText } from "../contract/recipe.ts";

/** Two memories: the labels of all videos since it was filled, and so many times 1, or 2 where dropout is at work. */
function program(fill: number, ...set: readonly string[]): Program {
  return compileText(RECIPE.replaceAll("FILL", String(fill)), undefined, set);
}

const RECIPE = `version: 1
name: tiny
extends: recipes/demo.yaml
constants: { hidden: 4 }
data: { videos: { train: 5, test: 1 }, length: { min: 12, max: 40 } }
features: { sampling: { length: 20, train: all } }
embedding:
  seen: { kind: memory, axes: { C: classes }, update: "seen + sum(labels, B)", fill: FILL }
  drops: { kind: memory, axes: {}, update: "drops + mean(max(dropout(ones(x), 0.5), T), [B, D])", fill: FILL }
training: { batch: 1, steps: 4 }
`;

const valuesOf = ({ parameters }: Model, name: string) => [...parameters.get(`${name}.values`)!.dataSync()];

/** Trains, and tells what memories are after every step. */
async function trained(engine: Engine, of: Program, dataset: Dataset, from = 0, folder?: string) {
  const model = createModel(of, engine, { seed: 5, warn: (message) => assert.fail(message) });
  const slots = createSlots(model);
  const seen: number[][] = [];
  const kept: number[] = [];
  try {
    if (from > 0) await loadCheckpoint(await readCheckpoint(folder!), model, slots);
    await train(model, dataset, {
      from,
      slots,
      async onStep({ step }) {
        seen.push(valuesOf(model, "seen"));
        kept.push(...valuesOf(model, "drops"));
        if (step === 2 && from === 0 && folder) {
          await saveCheckpoint(folder, checkpointHeader(model, dataset, step), model, slots);
        }
      },
    });
    const bits = [...model.parameters.values()].flatMap((variable) => [...variable.dataSync()]);
    return { seen: seen.map((counts) => counts.reduce((a, b) => a + b)), kept, bits };
  } finally {
    disposeSlots(slots);
    model.dispose();
  }
}

Deno.test("filledBefore() is the first step by which the share is done", () => {
  const at = (fill: number, steps: number) =>
    Array.from({ length: steps }, (_, i) => i + 1).filter((step) =>
      filledBefore(step, { updates: [{ name: "a", node: 0, fill }, { name: "b", node: 0 }] }, steps).length >
        0
    );
  assert.deepEqual(at(0, 4), [1]);
  assert.deepEqual(at(0.5, 4), [3]);
  assert.deepEqual(at(0.6, 4), [4]);
  assert.deepEqual(at(101 / 200, 4000), [2021]);
  assert.deepEqual(at(1, 4), []);
});

engineTest("a memory is filled by all training videos before a step, in evaluation mode", async (engine) => {
  const of = program(0.5);
  const dataset = await openDataset(of.recipe);
  const labels = (videos: readonly { readonly labels: readonly number[] }[]) =>
    videos.reduce((sum, { labels }) => sum + labels.length, 0);
  const all = labels(dataset.train);
  const { seen } = await trained(engine, of, dataset);
  const each = labels([dataset.train[0]!]);
  assert.equal(all, each * 5, "videos of as many labels");
  assert.deepEqual(seen, [each, 2 * each, all + each, all + 2 * each]);
  const never = await trained(engine, program(1), dataset);
  assert.deepEqual(never.seen, [each, 2 * each, 3 * each, 4 * each]);
  const { kept } = await trained(engine, of, dataset);
  assertClose(kept, [2, 4, 5 + 2, 5 + 4], 1e-6, "dropout");
});

engineTest("what fills a memory may read the step before which it is filled", async (engine) => {
  const of = program(0.5, "embedding.drops.update=drops + step");
  const { kept } = await trained(engine, of, await openDataset(of.recipe));
  assert.deepEqual(kept, [1, 1 + 2, 5 * 3 + 3, 5 * 3 + 3 + 4]);
});

engineTest("a run that is resumed fills its memories at the same step, to the bit", async (engine) => {
  const folder = temporaryFolder();
  try {
    for (const fill of [0.25, 0.5, 0.75]) {
      const of = program(fill);
      const dataset = await openDataset(of.recipe);
      const whole = await trained(engine, of, dataset, 0, folder);
      const resumed = await trained(engine, of, dataset, 2, folder);
      assert.deepEqual(resumed.seen, whole.seen.slice(2), String(fill));
      assert.deepEqual(resumed.bits, whole.bits, String(fill));
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

engineTest("a video that no memory can be filled with is named", async (engine) => {
  const of = program(0);
  const dataset = await openDataset(of.recipe);
  const bad = dataset.train[3]!;
  const spoiled: Dataset = {
    ...dataset,
    async read(video) {
      const rows = await dataset.read(video);
      return video === bad ? new Float32Array(rows.length).fill(NaN) : rows;
    },
  };
  const far = program(0, "embedding.drops.update=mean(x, [B, T, D])");
  await assert.rejects(trained(engine, far, spoiled), (error) => {
    assert.ok(error instanceof RunError);
    assert.match(error.message, /^Cannot fill "seen\.values" and "drops\.values" before step 1: /);
    assert.ok(error.message.endsWith(`, in ${bad.id}`), error.message);
    return true;
  });
});

engineTest("a pass that is stopped within leaves the memories of the step before", async (engine) => {
  const of = program(0.5);
  const dataset = await openDataset(of.recipe);
  const model = createModel(of, engine, { seed: 5 });
  try {
    const memories = () => [valuesOf(model, "seen"), valuesOf(model, "drops")];
    const after: number[][][] = [];
    let videos = 0;
    await train(model, dataset, {
      onFilled: () => Promise.resolve(++videos < 3),
      onStep: () => void after.push(memories()),
    });
    assert.equal(videos, 3);
    assert.equal(after.length, 2, "steps");
    assert.deepEqual(memories(), after.at(-1));
  } finally {
    model.dispose();
  }
});
