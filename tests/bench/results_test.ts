import assert from "node:assert/strict";
import { type Baseline, compareResults, readBaseline, updateBaseline } from "../../bench/baseline.ts";
import { benchRecipes, methodRecipes } from "../../bench/recipes.ts";
import { benchScaling, resized } from "../../bench/scaling.ts";
import { severalRuns } from "../../bench/several_runs.ts";
import { median, rounded } from "../../bench/statistics.ts";
import { markdownTable, rowsOf } from "../../bench/table.ts";
import type { StepOptions, StepResult } from "../../bench/training_step.ts";
import { temporaryFolder } from "../temporary.ts";

const STEP = { name: "step", step_ms: 800, pytorch_ms: 3000, ceiling_fraction: 0.6049, peak_rss_gb: 1.5 };
const POINTS = [
  { size: "B", value: 4, step_ms: 200, needed_gflop: 50, ceiling_fraction: 0.5, peak_rss_gb: 1 },
  { size: "videos", value: 800, step_ms: 810, needed_gflop: 200, ceiling_fraction: 0.6, peak_rss_gb: 1.52 },
];
const SCALING = { name: "scaling", engine: "cpu", points: POINTS };

Deno.test("median() and rounded()", () => {
  assert.deepEqual([median([5]), median([9, 1, 5]), median([4, 1, 3, 2])], [5, 5, 2.5]);
  assert.deepEqual([rounded(1234.5678), rounded(0.123456), rounded(0)], [1235, 0.1235, 0]);
});

Deno.test("markdownTable() aligns every kind of result", () => {
  const results = [
    STEP,
    { name: "evaluation", seconds: 0.4567 },
    { name: "check", check_ms: 123.4 },
    { name: "lsp", keystroke_ms: 21 },
    SCALING,
  ];
  assert.deepEqual(markdownTable(results.flatMap(rowsOf)), [
    "| benchmark             |   time | PyTorch | PyTorch / walt | of the ceiling | peak memory |",
    "| --------------------- | -----: | ------: | -------------: | -------------: | ----------: |",
    "| step                  | 800 ms |  3.00 s |            3.8 |           60 % |     1.50 GB |",
    "| evaluation            | 457 ms |         |                |                |             |",
    "| check                 | 123 ms |         |                |                |             |",
    "| lsp                   |  21 ms |         |                |                |             |",
    "| scaling, B = 4        | 200 ms |         |                |           50 % |     1.00 GB |",
    "| scaling, videos = 800 | 810 ms |         |                |           60 % |     1.52 GB |",
  ]);
  assert.deepEqual(rowsOf({ name: "playground", loading_ms: 550, training_ms: 26800 }), [
    { label: "playground, loading", ms: 550 },
    { label: "playground, training the demo", ms: 26800 },
  ]);
  const withoutTorch = rowsOf({ ...STEP, pytorch_ms: null });
  assert.deepEqual(
    markdownTable(withoutTorch, new Map([["step", 1.234]])).at(-1)!.split("|").map((s) => s.trim()),
    [
      ...["", "step", "800 ms", "", "", "60 %", "1.50 GB", "1.23", ""],
    ],
  );
});

Deno.test("severalRuns() become a row of medians with the shortest and the longest time", () => {
  const check = (check_ms: number) => ({ name: "check", check_ms });
  const runs = severalRuns([
    { ...STEP, step_ms: 800, pytorch_ms: 4000, ceiling_fraction: 0.5 },
    check(100),
    { ...STEP, step_ms: 1000, pytorch_ms: 3000, ceiling_fraction: 0.7 },
    check(300),
    { ...STEP, step_ms: 900, pytorch_ms: 4500, ceiling_fraction: 0.6 },
    check(120),
  ]);
  assert.deepEqual(runs.map(({ name }) => name), ["step", "check"]);
  assert.deepEqual(markdownTable(runs.flatMap(rowsOf)), [
    "| benchmark |   time |        of 3 runs | PyTorch | PyTorch / walt | of the ceiling | peak memory |",
    "| --------- | -----: | ---------------: | ------: | -------------: | -------------: | ----------: |",
    "| step      | 900 ms | 800 ms to 1.00 s |  4.00 s |            5.0 |           60 % |     1.50 GB |",
    "| check     | 120 ms | 100 ms to 300 ms |         |                |                |             |",
  ]);
  // They are a baseline like any other.
  const { ratios } = compareResults({ machine: "", results: runs }, [{ ...STEP, step_ms: 990 }]);
  assert.deepEqual([...ratios], [["step", 1.1]]);
});

Deno.test("markdownTable() says of recipes whether their steps are recorded", () => {
  const measured = { needed_gflop: 9, ceiling_fraction: 0.5, ceiling_gflops: 100, peak_rss_gb: 1 };
  const recipes = [
    { recipe: "a", step_ms: 5, ...measured, unrecorded: null },
    { recipe: "b", step_ms: 6, ...measured, unrecorded: "no: videos have 99 lengths" },
  ];
  const rows = markdownTable(rowsOf({ name: "recipes", engine: "cpu", recipes }));
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  assert.deepEqual(cells.map((row) => row.at(-2)).toSpliced(1, 1), [
    "recorded",
    "yes",
    "no: videos have 99 lengths",
  ]);
  assert.deepEqual(cells.at(-1)!.slice(1, 3), ["recipes, b", "6 ms"]);
});

Deno.test("benchRecipes() measures the recipe of every method", async () => {
  const asked: string[] = [];
  const result = await benchRecipes({ lengths: [3] }, ({ recipe }) => {
    asked.push(recipe);
    return Promise.resolve({ engine: "cpu", ...STEP, unrecorded: null } as unknown as StepResult);
  });
  assert.deepEqual(asked, methodRecipes());
  assert.ok(asked.includes("recipes/basnet_thumos.yaml"));
  assert.deepEqual(result.recipes.map(({ recipe }) => `recipes/${recipe}_thumos.yaml`), asked);
});

Deno.test("compareResults() marks what takes over 10 % more time or memory, by the label of a row", () => {
  const baseline: Baseline = { machine: "m", results: [STEP, SCALING] };
  const same = compareResults(baseline, [STEP, SCALING, { name: "infer", infer_ms: 5 }]);
  assert.deepEqual(same.regressions, []);
  assert.deepEqual([...same.ratios], [["step", 1], ["scaling, B = 4", 1], ["scaling, videos = 800", 1]]);

  const slower = compareResults(baseline, [{ ...STEP, step_ms: 881 }]);
  assert.deepEqual(slower.regressions, ["step takes 1.10 times as long as before"]);
  assert.deepEqual(compareResults(baseline, [{ ...STEP, step_ms: 879 }]).regressions, []);
  assert.deepEqual(compareResults(baseline, [{ ...STEP, step_ms: 400 }]).ratios.get("step"), 0.5);

  const grown = { ...SCALING, points: POINTS.map((point) => ({ ...point, peak_rss_gb: 1.6 })) };
  const comparison = compareResults(baseline, [grown]);
  assert.deepEqual(comparison.regressions, ["scaling, B = 4 holds 1.60 times as much memory as before"]);
});

Deno.test("updateBaseline() replaces results of the same name, and all of another machine", () => {
  const earlier: Baseline = { machine: "m", results: [STEP, SCALING] };
  const faster = { ...STEP, step_ms: 700 };
  assert.deepEqual(updateBaseline(earlier, { machine: "m", results: [faster] }).results, [SCALING, faster]);
  assert.deepEqual(updateBaseline(earlier, { machine: "n", results: [faster] }).results, [faster]);
  assert.deepEqual(updateBaseline(undefined, earlier), earlier);
});

Deno.test("readBaseline() refuses what is none", async () => {
  const file = `${temporaryFolder()}/baseline.json`;
  assert.throws(() => readBaseline(`${file}.none`), /Cannot read the baseline .*: there is no such file/);
  await Deno.writeTextFile(file, "[]");
  assert.throws(() => readBaseline(file), /is no baseline/);
  await Deno.writeTextFile(file, JSON.stringify({ machine: "m", results: [STEP] }));
  assert.deepEqual(readBaseline(file), { machine: "m", results: [STEP] });
});

Deno.test("benchScaling() changes one size at a time", async () => {
  const base: StepOptions = { recipe: "r", lengths: [3, 4], set: ["a=1"] };
  assert.deepEqual(resized(base, "B", 8).set, ["a=1", "training.batch=8"]);
  assert.deepEqual(resized(base, "T", 50).set, ["a=1", "features.sampling.length=50"]);
  assert.deepEqual(resized(base, "D", 64).set, [
    "a=1",
    "constants.hidden=64",
    "features.sources.rgb.width=32",
    "features.sources.flow.width=32",
  ]);
  assert.deepEqual(resized(base, "videos", 5), { ...base, lengths: [3, 4, 3, 4, 3] });

  const asked: StepOptions[] = [];
  const measure = (options: StepOptions) => {
    asked.push(options);
    const { step_ms, ceiling_fraction, peak_rss_gb } = STEP;
    return Promise.resolve(
      { engine: "cpu", step_ms, ceiling_fraction, peak_rss_gb, needed_gflop: 9 } as StepResult,
    );
  };
  const result = await benchScaling(base, measure, { B: [1, 2], T: [], D: [4], videos: [] });
  assert.equal(result.engine, "cpu");
  assert.deepEqual(result.points.map(({ size, value }) => [size, value]), [["B", 1], ["B", 2], ["D", 4]]);
  assert.deepEqual(asked, [resized(base, "B", 1), resized(base, "B", 2), resized(base, "D", 4)]);
  const { name: _, pytorch_ms: __, ...measured } = STEP;
  assert.deepEqual(result.points[0], { size: "B", value: 1, ...measured, needed_gflop: 9 });
});
