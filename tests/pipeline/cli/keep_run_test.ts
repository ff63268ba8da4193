import assert from "node:assert/strict";
import { join } from "node:path";
import { npyBytes } from "../../npy.ts";
import { temporaryFolder } from "../../temporary.ts";
import { task } from "./process.ts";
import { inRun, interruptedRun, recipe, withRuns } from "./small_run.ts";

Deno.test("run keeps the best step, also when it is resumed, and predict uses it", () =>
  withRuns("test_keep", async () => {
    const path = recipe("test_keep");
    const sets = [
      "epochs=100",
      "evaluate_every=75",
      "keep=best",
      "optimizer.rate=0.05",
      "checkpoint_every=50",
    ]
      .flatMap((each) => ["--set", `training.${each}`]);
    const { stdout, stderr } = await task(["run", path, ...sets]);
    const [, run] = /^run {6}(.*)$/m.exec(stderr)!;
    const { steps, kept, by, best, last, average } = JSON.parse(
      Deno.readTextFileSync(inRun(run, "result.json")),
    );
    assert.deepEqual([steps, kept, by, last.step], [300, "best", "0.1:0.7", 300], "12 videos, 5 a step");
    assert.equal(average, best.average);
    assert.ok(best.average >= last.average);
    const told =
      `step ${best.step} is kept as the best of 4 evaluations on the test split: the choice looks at`;
    assert.ok(stderr.includes(`\nwarning: ${told} test labels\n`), stderr);
    assert.ok(stdout.includes(`\nmAP in percent, after step ${best.step}, the best one\n`), stdout);
    assert.match(
      stdout,
      /^best of 4 evaluations on the test videos by average mAP 0.1:0.7: \S+ at step \d+$/m,
    );
    assert.ok(stdout.includes(`\nafter the last step: ${last.average.toFixed(2)} at step 300\n`), stdout);

    const stopped = await interruptedRun("test_keep", [path, ...sets]);
    assert.equal(stopped.code, 1, stopped.stderr);
    const resumed = await task(["run", "--resume", stopped.run]);
    assert.equal(resumed.code, 0, resumed.stderr);
    const files = [
      "checkpoint-300.safetensors",
      `best-${best.step}.safetensors`,
      "predictions.json",
      "metrics.jsonl",
    ];
    for (const file of files) {
      assert.deepEqual(
        Deno.readFileSync(inRun(run, file)),
        Deno.readFileSync(inRun(stopped.run, file)),
        file,
      );
    }

    const features = temporaryFolder();
    for (const source of ["rgb", "flow"]) {
      Deno.mkdirSync(join(features, source));
      Deno.writeFileSync(join(features, source, "mine.npy"), npyBytes(30, 24, (i) => Math.sin(i)));
    }
    const predicted = await task(["predict", run!, features]);
    assert.match(
      predicted.stderr,
      new RegExp(
        `^model {4}test_keep after ${best.step} steps, the best on the test videos, 5 classes$`,
        "m",
      ),
    );
  }));
