import assert from "node:assert/strict";
import { basename } from "node:path";
import { task } from "./process.ts";
import { inRun, interruptedRun, recipe, withRuns } from "./small_run.ts";

/** Enough steps that an interruption comes before the last one. */
const LONG = ["--set", "training.steps=300", "--set", "training.evaluate_every=null"];

Deno.test("run --resume goes on with the engine that the run was begun on, and refuses another", () =>
  withRuns("test_begun_on", async () => {
    const words = [recipe("test_begun_on"), ...LONG];
    const { run } = await interruptedRun("test_begun_on", words, { WALT_ENGINE: "wasm" });
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

Deno.test("run --resume refuses a recipe, overrides and a seed", () =>
  withRuns("test_changed", async () => {
    const { run } = await interruptedRun("test_changed", [recipe("test_changed"), ...LONG]);
    for (const more of [["recipes/demo.yaml"], ["--set", "training.steps=5"], ["--seed", "1"]]) {
      const { code, stderr } = await task(["run", ...more, "--resume", run]);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /--resume goes on with the recipe and seed of the run\n {2}= leave out the recipe/,
      );
    }
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
