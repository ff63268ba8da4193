import assert from "node:assert/strict";
import { lastLine, task } from "./process.ts";
import { inRun, interruptedRun, recipe, runsOf, withRuns } from "./small_run.ts";

Deno.test("run trains, evaluates and writes a whole run folder", () =>
  withRuns("test_whole", async () => {
    const { code, stdout, stderr } = await task(["run", recipe("test_whole"), "--seed", "3", "--json"]);
    assert.equal(code, 0, stderr);
    const summary = JSON.parse(stdout);
    assert.equal(summary["recipe"], "test_whole");
    assert.equal(summary["seed"], 3);
    assert.deepEqual(summary["overrides"], ["training.seed=3"]);
    assert.equal(summary["steps"], 12);
    assert.match(String(summary["run"]), /^runs\/test_whole-[0-9a-f]{8}-s3$/);
    const map = Object.values(summary["map"] as Record<string, number>);
    assert.equal(map.length, 9);
    assert.ok(Math.abs(map.slice(0, 7).reduce((a, b) => a + b) / 7 - Number(summary["average"])) < 1e-9);
    const files = [...Deno.readDirSync(inRun(summary["run"], ""))].map(({ name }) => name).sort();
    assert.deepEqual(files, [
      "checkpoint-12.safetensors",
      "checkpoint.json",
      "environment.json",
      "ground_truth.json",
      "metrics.jsonl",
      "predictions.json",
      "recipe.yaml",
      "report.html",
      "result.json",
    ]);
    const [predictions, truth] = ["predictions.json", "ground_truth.json"].map((file) =>
      inRun(summary["run"], file)
    );
    const scored = lastLine((await task(["eval", predictions!, "--ground-truth", truth!, "--json"])).stdout);
    for (const key of ["average", "map", "protocol_hash", "ground_truth"]) {
      assert.deepEqual(scored[key], summary[key], key);
    }
    const lines = Deno.readTextFileSync(inRun(summary["run"], "metrics.jsonl")).trim().split("\n").map((l) =>
      JSON.parse(l)
    );
    assert.deepEqual(lines.filter((l) => "losses" in l).map((l) => l.step), [
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
    ]);
    assert.deepEqual(lines.filter((l) => "average" in l).map((l) => l.step), [6, 12]);
    assert.equal(lines.at(-1).average, summary["average"]);
    assert.deepEqual(
      (summary["best"] as { step: number }).step,
      lines.filter((l) => "average" in l).sort((a, b) => b.average - a.average)[0].step,
    );
    assert.match(stderr, /^engine {3}\w+ \(/m);
    assert.match(stderr, /^tIoU +0\.10/m);
    const { classification_map, accuracy } = summary;
    const percent = (value: number) => value.toFixed(2).padStart(6);
    assert.ok(
      stderr.includes(
        `\nclassification mAP ${percent(classification_map)}\naccuracy           ${percent(accuracy)}`,
      ),
    );
    const report = Deno.readTextFileSync(inRun(summary["run"], "report.html"));
    assert.ok(report.includes("overrides <code>training.seed=3</code>"));
    assert.ok(report.includes(`<strong>${accuracy.toFixed(2)}<small> %</small></strong><span>accuracy<br>`));
  }));

Deno.test("run predicts an empty list for a video without segments", () =>
  withRuns("test_silent", async () => {
    const never =
      "inference: { proposals: { by_cas: { thresholds: [2] }, by_actionness: { thresholds: [2] } } }\n";
    const { code, stdout, stderr } = await task(["run", recipe("test_silent", never)]);
    assert.equal(code, 0, stderr);
    const [run] = runsOf("test_silent");
    const text = Deno.readTextFileSync(inRun(run, "predictions.json"));
    const classes = "5 of 5 classes were never predicted: climb, dive, jump, spin, throw";
    assert.ok(stdout.includes(`\n\n${classes}\n\nmining error `), stdout);
    assert.ok(Deno.readTextFileSync(inRun(run, "report.html")).includes(`<p class="facts">${classes}</p>`));
    assert.deepEqual(JSON.parse(Deno.readTextFileSync(inRun(run, "result.json"))).never_predicted.length, 5);
    const videos = Array.from({ length: 6 }, (_, i) => `test_000${i + 1}`);
    assert.deepEqual(JSON.parse(text).results, Object.fromEntries(videos.map((video) => [video, []])));
  }));

Deno.test("run refuses a model that no machine holds, where its size is written", () =>
  withRuns("test_large", async () => {
    const { code, stderr } = await task(["run", recipe("test_large"), "--set", "constants.hidden=100000000"]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^error: Parameter "x\.weights" .* has 14,400,000,000 values: .*\n --> --set:1:18\n/,
    );
    assert.doesNotMatch(stderr, /\n {4}at /);
  }));

Deno.test("run leaves no folder when it fails before the first step", () =>
  withRuns("test_refused", async () => {
    const sets = ["--set", "constants.k_min=0", "--set", "features.sampling.length=4"];
    const { code, stderr } = await task(["run", recipe("test_refused"), ...sets]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /\nfailed before the first step, and left no run folder\nerror: top in signal "video" selects/,
    );
    assert.deepEqual(runsOf("test_refused"), []);
  }));

Deno.test("run never uses a folder twice, and repeats to the bit", () =>
  withRuns("test_twice", async () => {
    const path = recipe("test_twice");
    const [first, second] = [await task(["run", path, "--json"]), await task(["run", path, "--json"])];
    const [a, b] = [lastLine(first.stdout)["run"], lastLine(second.stdout)["run"]];
    assert.equal(b, `${a}-2`);
    for (const file of ["checkpoint-12.safetensors", "predictions.json", "metrics.jsonl"]) {
      assert.deepEqual(Deno.readFileSync(inRun(a, file)), Deno.readFileSync(inRun(b, file)), file);
    }
  }));

Deno.test("run --resume ends with the same bits as an uninterrupted run", () =>
  withRuns("test_resume", async () => {
    const path = recipe("test_resume", "");
    const sets = ["--set", "training.steps=300", "--set", "training.evaluate_every=150"];
    const whole = lastLine((await task(["run", path, ...sets, "--json"])).stdout)["run"];
    const stopped = await interruptedRun("test_resume", [path, ...sets]);
    assert.equal(stopped.code, 1, stopped.stderr);
    assert.match(
      stopped.stderr,
      /Interrupted at step \d+\. Go on with: deno task run --resume runs\/test_resume-/,
    );
    const { step } = JSON.parse(Deno.readTextFileSync(inRun(`${whole}-2`, "checkpoint.json")));
    assert.ok(step >= 20 && step < 300);
    const resumed = await task(["run", "--resume", `${whole}-2`]);
    assert.equal(resumed.code, 0, resumed.stderr);
    const { overrides } = JSON.parse(Deno.readTextFileSync(inRun(`${whole}-2`, "result.json")));
    assert.deepEqual(overrides, ["training.steps=300", "training.evaluate_every=150"]);
    for (const file of ["checkpoint-300.safetensors", "predictions.json", "metrics.jsonl"]) {
      assert.deepEqual(
        Deno.readFileSync(inRun(whole, file)),
        Deno.readFileSync(inRun(`${whole}-2`, file)),
        file,
      );
    }
    const again = await task(["run", "--resume", String(whole)]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /is finished/);
  }));

Deno.test("run says which signal, step and videos made a loss infinite, and exits with 1", () =>
  withRuns("test_diverge", async () => {
    const { code, stderr } = await task([
      "run",
      recipe("test_diverge"),
      "--set",
      "training.optimizer.rate=1e30",
    ]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /error: Loss "?\w+"?.* is not finite at step \d+: signal "\w+" went wrong first, in train_\d+/,
    );
    assert.doesNotMatch(stderr, /at .*\.ts:/);
    assert.doesNotMatch(stderr, /checkpoint/);
    const kept = await task([
      "run",
      recipe("test_diverge"),
      ...["--set", "training.optimizer.rate=1e30", "--set", "training.checkpoint_every=1"],
    ]);
    assert.equal(kept.code, 1);
    assert.match(kept.stderr, / = lower training\.optimizer\.rate, .*; the checkpoint of step 1 is intact\n/);
  }));

for (
  const [what, words, message] of [
    [
      "a missing recipe",
      ["run", "nowhere.yaml"],
      /Cannot read recipe "nowhere\.yaml": there is no such file/,
    ],
    ["no recipe", ["run"], /No recipe given/],
    [
      "an unknown override",
      ["run", "recipes/demo.yaml", "--set", "training.stepz=3"],
      /did you mean "steps"\?/,
    ],
    [
      "two seeds",
      ["run", "recipes/demo.yaml", "--seed", "1", "--set", "training.seed=2"],
      /--seed and --set "training\.seed=2" state the same value\n {2}= leave one of them out/,
    ],
    [
      "a seed beside one in a map",
      ["run", "recipes/demo.yaml", "--set", "training={seed: 3}", "--seed", "1"],
      /--seed and --set "training=\{seed: 3\}" state the same value\n {2}= leave one of them out/,
    ],
    ["an unknown option", ["run", "recipes/demo.yaml", "--sed", "3"], /unknown option '--sed'/],
    ["absent data", ["run", "recipes/cola_thumos.yaml"], /--set data\.root=/],
    ["a folder that is no run", ["run", "--resume", "recipes"], /is not a run folder/],
    ["a checkpoint that is not there", ["predict", "recipes", "x.npy"], /No checkpoint at/],
  ] as const
) {
  Deno.test(`the command line answers ${what} with exit code 2 and no stack`, async () => {
    const { code, stderr } = await task(words);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n {4}at /);
  });
}

Deno.test("run --profile prints and writes where the time of a step goes, and trains nothing", () =>
  withRuns("test_profiled", async () => {
    const { code, stdout, stderr } = await task(["run", recipe("test_profiled"), "--profile", "--json"]);
    assert.equal(code, 0, stderr);
    const { run, step_ms, phases, rows, ...summary } = JSON.parse(stdout);
    assert.equal(summary["recipe"], "test_profiled");
    const written = JSON.parse(Deno.readTextFileSync(inRun(run, "profile.json")));
    assert.deepEqual([written.step_ms, written.phases, written.rows], [step_ms, phases, rows]);
    const total = Number(step_ms).toFixed(2);
    assert.equal(stderr.split("\n").filter((line) => /^sum +/.test(line) && line.includes(total)).length, 2);
    assert.match(stderr, /^forward +x +\S*cola_thumos\.yaml:\d+ +\d+\.\d\d +\d+\.\d %$/m);
    const files = [...Deno.readDirSync(inRun(run, ""))].map(({ name }) => name).sort();
    assert.deepEqual(files, ["environment.json", "profile.json", "recipe.yaml"]);
    const resumed = await task(["run", "--profile", "--resume", String(run)]);
    assert.equal(resumed.code, 2);
    assert.match(resumed.stderr, /^error: option '--profile' cannot be used with option '--resume <run>'\n/);
  }));
