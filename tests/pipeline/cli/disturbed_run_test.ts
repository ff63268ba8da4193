import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { finish, task } from "./process.ts";
import { inRun, interruptedRun, recipe, runsOf, start, withRuns } from "./small_run.ts";

const LONG = ["training.steps=300", "training.evaluate_every=150"].flatMap((s) => ["--set", s]);
const RESULTS = ["checkpoint-300.safetensors", "predictions.json", "metrics.jsonl"];

function assertSame(run: string, other: string): void {
  for (const file of RESULTS) {
    assert.deepEqual(Deno.readFileSync(inRun(run, file)), Deno.readFileSync(inRun(other, file)), file);
  }
}

/** Waits until the run of a child has logged a step, and gives its folder. */
async function logged(name: string, step: number): Promise<string> {
  for (;;) {
    const [run] = runsOf(name);
    const text = run && await Deno.readTextFile(inRun(run, "metrics.jsonl")).catch(() => "");
    if (run && text?.includes(`"step":${step},`)) return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

Deno.test("of two resumes at once one goes on to the same bits, and the other is told who does", () =>
  withRuns("test_both", async () => {
    const path = recipe("test_both");
    const { run } = await interruptedRun("test_both", [path, ...LONG]);
    const both = [start(["--resume", run]), start(["--resume", run])];
    const ended = await Promise.all(both.map(finish));
    assert.deepEqual(ended.map(({ code }) => code).sort(), [0, 2], ended.map(({ stderr }) => stderr).join());
    const [winner, loser] = ended[0]!.code === 0 ? [0, 1] : [1, 0];
    const who = new RegExp(
      `^error: Process ${both[winner]!.pid} on \\S+ trains in "${run}" since \\S+\\n {2}= wait`,
    );
    assert.match(ended[loser]!.stderr, who);
    assert.equal(existsSync(inRun(run, "lock.json")), false);
    assert.equal((await finish(start([path, ...LONG]))).code, 0);
    assertSame(run, `${run}-2`);
  }));

Deno.test("a run that was killed can be resumed at once, without what it was writing, to the same bits", () =>
  withRuns("test_kill", async () => {
    const path = recipe("test_kill");
    const child = start([path, ...LONG]);
    const run = await logged("test_kill", 50);
    child.kill("SIGKILL");
    await finish(child);
    Deno.writeTextFileSync(inRun(run, ".checkpoint.json.7-1.tmp"), "{");
    assert.ok(existsSync(inRun(run, "lock.json")));
    const { code, stderr } = await finish(start(["--resume", run]));
    assert.equal(code, 0, stderr);
    const hidden = [...Deno.readDirSync(inRun(run, ""))].filter(({ name }) => /^\.|lock/.test(name));
    assert.deepEqual(hidden, []);
    assert.equal((await finish(start([path, ...LONG]))).code, 0);
    assertSame(run, `${run}-2`);
  }));

Deno.test("run --resume refuses a recipe that trains otherwise, and says what else was changed", () =>
  withRuns("test_edited", async () => {
    const { run } = await interruptedRun("test_edited", [recipe("test_edited"), ...LONG]);
    const path = inRun(run, "recipe.yaml");
    const before = Deno.readTextFileSync(path);
    const resume = (from: string, to: string) => {
      assert.ok(before.includes(from));
      Deno.writeTextFileSync(path, before.replace(from, to));
      return task(["run", "--resume", run]);
    };
    const rate = await resume("rate: 0.001", "rate: 0.01");
    assert.equal(rate.code, 2);
    assert.match(
      rate.stderr,
      /^error: training.optimizer.rate was 0.001, now it is 0.01: .*\n +--> \S*recipe.yaml:\d+:\d+\n[^]* put 0.001 back, or start a new run\n$/,
    );
    const fewer = await resume("steps: 300", "steps: 5");
    assert.equal(fewer.code, 2);
    assert.match(
      fewer.stderr,
      /^error: training.steps was 300, now it is 5: a run goes on with as many steps or more\n/,
    );
    for (const name of ["checkpoint.json", "metrics.jsonl"]) {
      Deno.renameSync(inRun(run, name), inRun(run, `${name}.x`));
    }
    const early = await resume("rate: 0.001", "rate: 0.01");
    assert.match(early.stderr, /^error: training.optimizer.rate was 0.001, now it is 0.01: /);
    for (const name of ["checkpoint.json", "metrics.jsonl"]) {
      Deno.renameSync(inRun(run, `${name}.x`), inRun(run, name));
    }
    const more = await resume("steps: 300", "steps: 310");
    assert.equal(more.code, 0, more.stderr);
    assert.match(more.stderr, /^changed {2}training.steps was 300, now it is 310$/m);
    assert.ok(existsSync(inRun(run, "checkpoint-310.safetensors")));
  }));

for (
  const [what, disturb] of Object.entries({
    // At once: a folder that is half removed is still there.
    removed: (run: string) => Deno.renameSync(inRun(run, ""), join(ROOT, `${run}-moved`)),
    replaced: (run: string) => {
      Deno.renameSync(inRun(run, ""), join(ROOT, `${run}-moved`));
      Deno.mkdirSync(inRun(run, ""));
    },
  })
) {
  Deno.test(`a run whose folder is ${what} midway ends, and claims nothing that is not kept`, () =>
    withRuns(`test_${what}`, async () => {
      const child = start([recipe(`test_${what}`), ...LONG, "--set", "training.steps=100000"]);
      const run = await logged(`test_${what}`, 50);
      disturb(run);
      const { code, stderr } = await finish(child);
      assert.equal(code, 1, stderr);
      const message =
        `error: The run folder ".*" was (removed|${what}) while the run went on\n  = nothing of it is kept there\n$`;
      assert.match(stderr, new RegExp(message));
      if (what === "replaced") assert.deepEqual([...Deno.readDirSync(inRun(run, ""))], []);
    }));
}
