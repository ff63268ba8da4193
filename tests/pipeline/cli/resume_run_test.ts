import assert from "node:assert/strict";
import { basename } from "node:path";
import { lastLine, task } from "./process.ts";
import { inRun, interruptedRun, recipe, withRuns } from "./small_run.ts";

/** Enough steps that an interruption comes before the last one. */
const LONG = ["--set", "training.steps=300", "--set", "training.evaluate_every=null"];

Deno.test("run --resume goes on with the engine that the run was begun on, and refuses another", () =>
  withRuns("test_begun_on", async () => {
    const words = [recipe("test_begun_on"), ...LONG, "--set", "training.precision=mixed"];
    const { run, stderr: begun } = await interruptedRun("test_begun_on", words, { WALT_ENGINE: "wasm" });
    const lacking = "the engine wasm multiplies in float32 alone";
    const { precision } = JSON.parse(Deno.readTextFileSync(inRun(run, "environment.json")));
    assert.deepEqual(precision, { computed: "float32", lacking });
    const told = `products in float32, although training.precision is mixed: ${lacking}`;
    assert.equal(begun.split("\n").filter((line) => line === told).length, 1, begun);
    const resume = ["run", "--resume", run];
    const hint = /\n {2}= a run is continued on the engine that it was begun on, so that its numbers are/;

    const environment = await task(resume, { WALT_ENGINE: "cpu" });
    assert.equal(environment.code, 2);
    assert.match(environment.stderr, /error: WALT_ENGINE asks for the engine cpu, but .* begun on wasm\n/);
    assert.match(environment.stderr, hint);
    const override = await task([...resume, "--set", "engine=tensorflow"]);
    assert.equal(override.code, 2);
    assert.match(override.stderr, /error: --set engine asks for the engine tensorflow, but .* on wasm\n/);
    assert.match(override.stderr, hint);

    const { code, stderr } = await task(resume, { WALT_ENGINE: "wasm" });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^engine {3}wasm \(.*\): the run was begun on it$/m);
    assert.ok(stderr.split("\n").includes(told), stderr);
  }));

Deno.test("run --resume goes on with the engine of a run that was killed before its first checkpoint", () =>
  withRuns("test_killed", async () => {
    const words = [recipe("test_killed"), ...LONG];
    const { run } = await interruptedRun("test_killed", words, { WALT_ENGINE: "wasm" });
    for (const { name } of [...Deno.readDirSync(inRun(run, ""))]) {
      if (name.startsWith("checkpoint")) Deno.removeSync(inRun(run, name));
    }
    const { code, stderr } = await task(["run", "--resume", run]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^engine {3}wasm \(.*\): the run was begun on it$/m);
    assert.match(stderr, /^resume .* from step 0$/m);
  }));

Deno.test("run --resume refuses a recipe, a seed, and overrides that would train otherwise", () =>
  withRuns("test_changed", async () => {
    const { run } = await interruptedRun("test_changed", [recipe("test_changed"), ...LONG]);
    const before = Deno.readTextFileSync(inRun(run, "recipe.yaml"));
    for (
      const [hint, ...more] of [
        [
          /--resume goes on with the recipe and seed of the run\n {2}= leave out the recipe and/,
          "recipes/demo.yaml",
        ],
        [
          /--resume goes on with the recipe and seed of the run\n {2}= leave out the recipe and/,
          "--seed",
          "1",
        ],
        [
          /training.steps was 300, now it is 5: a run goes on with as many steps or more/,
          "--set",
          "training.steps=5",
        ],
        [
          /training.batch was 5, now it is 8[^]*leave it out, or start a new run/,
          "--set",
          "training.batch=8",
        ],
      ] as const
    ) {
      const { code, stderr } = await task(["run", ...more, "--resume", run]);
      assert.equal(code, 2);
      assert.match(stderr, hint);
    }
    assert.equal(Deno.readTextFileSync(inRun(run, "recipe.yaml")), before);
  }));

Deno.test("run --resume trains a finished run on, to the same bits as a run of that length", () =>
  withRuns("test_longer", async () => {
    const path = recipe("test_longer");
    const train = async (...words: string[]) => {
      const { code, stdout, stderr } = await task(["run", ...words, "--json"]);
      assert.equal(code, 0, stderr);
      return String(lastLine(stdout)["run"]);
    };
    const whole = await train(path, "--set", "training.steps=24");
    const run = await train(path);
    const finished = await task(["run", "--resume", run, "--set", "training.log_every=2"]);
    assert.equal(finished.code, 2);
    assert.match(
      finished.stderr,
      /error: Run ".*" is finished: other settings need steps that are still to come\n {2}= to train it on, write deno task run --resume runs\S+ --set training.log_every=2 --set training.steps=24\n/,
    );
    assert.equal(await train("--resume", run, "--set", "training.steps=24"), run);
    for (const file of ["checkpoint-24.safetensors", "predictions.json", "metrics.jsonl"]) {
      assert.deepEqual(Deno.readFileSync(inRun(run, file)), Deno.readFileSync(inRun(whole, file)), file);
    }
    const result = (file: string) => JSON.parse(Deno.readTextFileSync(inRun(run, file)));
    assert.deepEqual([result("result-12.json").steps, result("result.json").steps], [12, 24]);
    assert.equal((await task(["run", "--resume", run])).code, 2);
    const scheduled = await train(path, "--set", "training.optimizer.rate={kind: cosine, from: 1e-3}");
    const { code, stderr } = await task(["run", "--resume", scheduled, "--set", "training.steps=24"]);
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /^warning: a schedule or `progress` goes over the whole training, which was shorter until now: /m,
    );
  }));

Deno.test("run --resume refuses the environment.json of another run", () =>
  withRuns("test_other_environment", async () => {
    const { run } = await interruptedRun("test_other_environment", [
      recipe("test_other_environment"),
      ...LONG,
    ]);
    const path = inRun(run, "environment.json");
    const environment = JSON.parse(Deno.readTextFileSync(path));
    const other = { ...environment, overrides: ["training.steps=300"] };
    Deno.writeTextFileSync(path, `${JSON.stringify(other, null, 2)}\n`);
    const { code, stderr } = await task(["run", "--resume", run]);
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /^error: ".*environment\.json" was changed since the run began, or is of another run/,
    );
    assert.match(stderr, /restore the file from a copy, or start a new run\n$/);
  }));

Deno.test("run --resume suggests runs/NAME for a bare name", () =>
  withRuns("test_bare", async () => {
    const { run } = await interruptedRun("test_bare", [recipe("test_bare"), ...LONG]);
    const { code, stderr } = await task(["run", "--resume", basename(run)]);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`is not a run folder.*\n  = did you mean "${run}"\\?`));
  }));
