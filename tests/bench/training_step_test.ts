import assert from "node:assert/strict";
import { distinctPart, memoryDataset } from "../../bench/dataset.ts";
import { pytorchSettings } from "../../bench/pytorch.ts";
import { benchInfer } from "../../bench/infer.ts";
import { benchTesting } from "../../bench/testing.ts";
import { benchStep } from "../../bench/training_step.ts";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { ROOT } from "../shared.ts";

const TINY = [
  "engine=cpu",
  "constants.hidden=4",
  "features.sampling.length=20",
  "features.sources.rgb.width=3",
  "features.sources.flow.width=2",
  "training.batch=2",
];

function program(recipe: string, set: readonly string[] = []) {
  return compileRecipe(`${ROOT}/recipes/${recipe}.yaml`, { set, read: Deno.readTextFileSync });
}

Deno.test("memoryDataset() reads the same rows of a video every time, other ones of another", async () => {
  const dataset = memoryDataset(program("cola_thumos", TINY).recipe, [7, 7, 9]);
  assert.deepEqual([dataset.train.length, dataset.width, dataset.classes.length], [3, 5, 20]);
  const [a, b, c] = await Promise.all(dataset.train.map((video) => dataset.read(video)));
  assert.deepEqual([a!.length, c!.length], [35, 45]);
  assert.deepEqual(a, await dataset.read(dataset.train[0]!));
  assert.notDeepEqual(a, b);
  const rows = Array.from({ length: 9 }, (_, row) => c!.subarray(row * 5, row * 5 + 5).join());
  assert.equal(new Set(rows).size, 9);
  assert.ok(c!.every((value) => value >= 0 && value < 1));
});

Deno.test("distinctPart() counts the rows that differ within a video", async () => {
  const { recipe } = program("cola_thumos", [...TINY, "features.sampling.train=uniform"]);
  const dataset = memoryDataset(recipe, [5, 20, 1]);
  const part = (...order: number[]) => distinctPart(dataset, order, recipe.features, { seed: 0, pass: 1 });
  assert.equal(await part(0), 5 / 20);
  assert.equal(await part(1), 1);
  assert.equal(await part(0, 1, 2, 2), (5 + 20 + 1 + 1) / 80);
});

Deno.test("benchStep() measures the steps of any recipe", async () => {
  for (const recipe of ["recipes/cola_thumos.yaml", "recipes/ablations/cola_thumos_action_only.yaml"]) {
    const options = { recipe, set: TINY, lengths: [5, 9, 30], pytorch: false, rounds: 2, steps: 2 };
    const result = await benchStep(options);
    assert.equal(result.engine, "cpu");
    assert.ok(
      result.step_ms > 0 && result.processor_ms > 0 && result.ceiling_gflops > 0 &&
        result.ceiling_fraction > 0,
    );
    assert.ok(result.distinct > 0.2 && result.distinct < 1, `${result.distinct}`);
    assert.ok(result.peak_rss_gb > 0.01 && result.peak_rss_gb < 64);
    assert.deepEqual([result.pytorch_ms, result.times_faster], [null, null]);
    assert.deepEqual(result.notes, ["PyTorch: not asked for"]);
  }
});

Deno.test("benchStep() holds every step against its own arithmetic", async () => {
  // The same distinct snippets in every step, so that the middle step stands for all.
  const set = [...TINY, "features.sampling.train=uniform"];
  const options = { recipe: "recipes/cola_thumos.yaml", set, lengths: [9, 9, 9, 9], pytorch: false };
  const result = await benchStep({ ...options, rounds: 1, steps: 3 });
  const expected = result.needed_gflop / result.step_ms * 1000 / result.ceiling_gflops;
  assert.ok(Math.abs(result.ceiling_fraction / expected - 1) < 0.01);
});

Deno.test("benchStep() counts what whole videos and all passes of a step have, and says why it is not recorded", async () => {
  const set = ["engine=cpu", "constants.hidden=4", "constants.projected=3"];
  const small = ["features.sources.rgb.width=3", "features.sources.flow.width=2"];
  const recipe = "recipes/facnet_thumos.yaml";
  const options = { recipe, set: [...set, ...small], pytorch: false, rounds: 1, steps: 2 };
  const [short, long] = [
    await benchStep({ ...options, lengths: [4] }),
    await benchStep({ ...options, lengths: [8] }),
  ];
  assert.equal(short.distinct, 1);
  assert.ok(Math.abs(long.needed_gflop / short.needed_gflop - 2) < 0.01);
  assert.equal(short.unrecorded, "no: the engine cpu does not");
});

Deno.test("benchInfer() measures the localization of a video", async () => {
  const result = await benchInfer({ recipe: "recipes/cola_thumos.yaml", set: TINY, length: 12, rounds: 2 });
  assert.deepEqual([result.engine, result.snippets], ["cpu", 12]);
  assert.ok(result.infer_ms > 0 && result.segments > 0);
  assert.ok(result.product_ms > 0 && result.product_ms < result.infer_ms);
  assert.ok(result.ceiling_fraction > 0);
});

Deno.test("benchTesting() measures the localization of a test split", async () => {
  const lengths = [12, 3, 40];
  const result = await benchTesting({ recipe: "recipes/cola_thumos.yaml", set: TINY, lengths, rounds: 2 });
  // The recipe looks at 20 snippets of a video at most.
  assert.deepEqual([result.engine, result.videos, result.snippets], ["cpu", 3, 35]);
  assert.ok(result.seconds > 0 && result.ceiling_fraction > 0);
});

Deno.test("pytorchSettings() tells PyTorch the sizes and numbers of a recipe", () => {
  const threads = navigator.hardwareConcurrency;
  const mining = { r_hard: 20, m: 3, M: 6, keep: 0.4, temperature: 0.07, contrast: 0.01 };
  const optimizer = { rate: 1e-4, weight_decay: 5e-4, threads, precision: "float32" };
  const full = {
    ...{ B: 16, T: 750, D: 2048, H: 2048, C: 20, kernel: 3, head_kernel: 1, depthwise: 0 },
    ...{ dropped: 0.7, r_easy: 5, ...mining, ...optimizer },
  };
  assert.deepEqual(pytorchSettings(program("cola_thumos")), full);
  const patch = pytorchSettings(program("ablations/cola_thumos_action_only"));
  assert.deepEqual(patch, { ...full, temperature: 1, contrast: 0 });
  assert.deepEqual(pytorchSettings(program("cola_anet12")), {
    ...full,
    ...{ B: 256, T: 50, C: 100, kernel: 9, head_kernel: 9, depthwise: 7 },
    ...{ r_easy: 10, r_hard: 8, contrast: 0.005 },
  });
  const macro = "actionness.dropped_x={kind: conv1d, in: x, filters: 8, kernel: 1}";
  assert.equal(pytorchSettings(program("cola_thumos", [macro])), undefined);
});
