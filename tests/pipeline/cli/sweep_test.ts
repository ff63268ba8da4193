import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { requireSweepFolder } from "../../../pipeline/cli/sweep_plan.ts";
import { runsFolder } from "../../../pipeline/cli/terminal/paths.ts";
import type { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish, lastLine } from "./process.ts";
import { recipe } from "./small_run.ts";
import { grid, recorded, startSweep, sweep, type SweptRun } from "./small_sweep.ts";

const VALUES = ["--set", "losses.action.weight=1,2", "--seeds", "0:1"];
const LONG = ["training.steps=200", "training.evaluate_every=100"].flatMap((each) => ["--set", each]);

/** What a sweep comes to, apart from where it lies. */
const numbers = (runs: readonly SweptRun[]) =>
  runs.map(({ variant, seed, state, average, map }) => ({ variant, seed, state, average, map }));

Deno.test("sweep trains the product of values and seeds, and repeats nothing", async () => {
  const [path, out] = [recipe("test_product"), temporaryFolder()];
  const words = [path, ...VALUES, "--out", out, "--json"];
  const { code, stdout, stderr } = await sweep(words);
  assert.equal(code, 0, stderr);
  const { runs } = lastLine(stdout) as unknown as { runs: SweptRun[] };
  assert.deepEqual(runs.map(({ recipe, variant, seed, state }) => [recipe, variant, seed, state]), [
    ["test_product", "losses.action.weight=1", 0, "done"],
    ["test_product", "losses.action.weight=1", 1, "done"],
    ["test_product", "losses.action.weight=2", 0, "done"],
    ["test_product", "losses.action.weight=2", 1, "done"],
  ]);
  assert.equal(new Set(runs.map(({ average }) => average)).size, 4);
  const record = recorded(out);
  assert.deepEqual(numbers(record), numbers(runs));
  for (const { run, average, map, seed } of record) {
    assert.ok(run.endsWith(`-s${seed}`));
    const result = JSON.parse(Deno.readTextFileSync(join(out, run, "result.json")));
    assert.deepEqual([average, map], [result.average, result.map]);
  }
  assert.match(stderr, /^runs {5}4 runs of 2 variants$/m);
  assert.match(stderr, /^jobs {5}1 at a time, up to \S+ MB of memory each$/m);
  assert.match(stderr, /^time {5}about \d+:\d\d/m);
  assert.match(stderr, /^\[4\/4\] done {5}losses.action.weight=2, seed 1: average mAP /m);
  assert.match(stderr, /^losses.action.weight=2 {2}2 .* \+- \d/m);
  const written = () => record.map(({ run }) => statSync(join(out, run, "result.json")).mtimeMs);
  const before = written();
  const again = await sweep(words);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(again.stdout, stdout);
  assert.match(again.stderr, /^runs {5}4 runs of 2 variants, 4 finished$/m);
  assert.deepEqual(written(), before);
  assert.ok(!existsSync(join(out, "lock.json")));
});

Deno.test("a sweep that is killed, with all its processes or alone, goes on to the same numbers", async () => {
  const path = recipe("test_killed");
  const [out, undisturbed] = [temporaryFolder(), temporaryFolder()];
  const words = (folder: string) => [path, ...VALUES, ...LONG, "--jobs", "2", "--out", folder];
  for (let kills = 0, isDone = false; kills < 3 && !isDone; kills++) {
    const child = startSweep(words(out));
    // Anywhere from the first event on.
    const reader = child.stderr.getReader();
    const decoder = new TextDecoder();
    for (let text = ""; !/^\[\d\/4\] running/m.test(text);) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3000));
    try {
      // Without the one that started them, runs end by themselves.
      Deno.kill(kills < 2 ? -child.pid : child.pid, "SIGKILL");
    } catch (error) {
      // On a fast machine the last runs have ended; nothing is left to kill then.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      isDone = true;
      assert.ok(kills > 0, "ended before the first kill");
    }
    reader.releaseLock();
    await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  }
  const resumed = await sweep(words(out));
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.equal((await sweep(words(undisturbed))).code, 0);
  assert.deepEqual(recorded(out), recorded(undisturbed));
  for (const { run } of recorded(out)) {
    const files = ["checkpoint-200.safetensors", "predictions.json", "metrics.jsonl"];
    for (const file of files) {
      const [one, other] = [out, undisturbed].map((folder) => Deno.readFileSync(join(folder, run, file)));
      assert.deepEqual(one, other, file);
    }
  }
});

Deno.test("a failed run stands in the table with its message, and does not stop the others", async () => {
  const out = temporaryFolder();
  const path = grid(`version: 1
recipe: ${recipe("test_failed")}
seeds: [0, 3]
metric: 0.1:0.5
variants:
  diverges: { set: training.optimizer.rate=1e30 }
  as_it_is: {}
`);
  const { code, stdout, stderr } = await sweep(["--grid", path, "--out", out]);
  assert.equal(code, 1, stderr);
  assert.deepEqual(recorded(out).map(({ variant, state }) => [variant, state]), [
    ["diverges", "failed"],
    ["diverges", "failed"],
    ["as_it_is", "done"],
    ["as_it_is", "done"],
  ]);
  assert.match(stdout, /^variant +runs .* mAP 0\.1:0\.5$/m);
  assert.match(stdout, /^diverges +0 of 2 /m);
  assert.match(stdout, /^failed {2}diverges, seed 3 {2}Loss .* is not finite at step \d+/m);
  assert.match(
    recorded(out)[0]!.message!,
    /^Loss .* is not finite at step \d+.*: .*training\.optimizer\.rate/,
  );
});

Deno.test("sweep refuses the mistakes of all variants together, before anything trains", async () => {
  const out = join(temporaryFolder(), "out");
  const path = grid(`version: 1
recipe: ${recipe("test_mistakes")}
variants:
  wrong: { set: ["training.stepz=1", "training.batch=5,many"] }
  other: { set: losses.actoin.weight=1 }
  right: {}
`);
  const { code, stdout, stderr } = await sweep([
    "--grid",
    path,
    "--set",
    "training.log_every=no",
    "--out",
    out,
  ]);
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.ok(!existsSync(out));
  for (
    const told of [
      /^error: Unknown key "stepz" at training.stepz \(variant "wrong, training.batch=5"; .*\)\n --> \S+grid.yaml:4:28$/m,
      /^4 \| .*\n {2}\| +\^{5} did you mean "steps"\?$/m,
      /^error: .*many.* \(variant "wrong, training.batch=many"\)\n --> \S+grid.yaml:4:\d+$/m,
      /^error: Unknown name "actoin" at losses.actoin \(variant "other"\)\n --> \S+grid.yaml:5:24$/m,
      /^error: Unknown constant "no" at training.log_every\n --> --set:1:20$/m,
    ]
  ) assert.match(stderr, told);
});

Deno.test("sweep refuses a folder that holds something else, and leaves it as it is", async () => {
  const out = temporaryFolder();
  Deno.writeTextFileSync(join(out, "notes.txt"), "mine");
  const { code, stderr } = await sweep([recipe("test_beside"), "--out", out]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^error: ".*" holds other things than a sweep, such as "notes.txt"\n {2}= name a folder that is new/,
  );
  assert.deepEqual([...Deno.readDirSync(out)].map(({ name }) => name), ["notes.txt"]);
});

Deno.test("requireSweepFolder() refuses a comma where Deno would take it for the end of a path", async () => {
  const hint = "name a folder without one, or one in runs";
  const out = join(temporaryFolder(), "a,b");
  await assert.rejects(
    requireSweepFolder(out),
    (error: UserError) =>
      /"\S+a,b": its path has a comma$/.test(error.message) && error.diagnostics[0]!.hint === hint,
  );
  await requireSweepFolder(join(runsFolder(), "test_absent,b"));
});

Deno.test("two sweeps do not share a folder at a time", async () => {
  const [path, out] = [recipe("test_two"), temporaryFolder()];
  const words = [path, "--seeds", "0", ...LONG, "--out", out];
  const both = [startSweep(words), startSweep(words)];
  const ended = await Promise.all(both.map(finish));
  assert.deepEqual(ended.map(({ code }) => code).sort(), [0, 2], ended.map(({ stderr }) => stderr).join());
  const loser = ended.find(({ code }) => code === 2)!;
  assert.match(loser.stderr, /^error: Process \d+ on .* in ".*" since /);
});

Deno.test("Ctrl-C stops the runs with checkpoints, and the same command goes on", async () => {
  const [path, out] = [recipe("test_stopped"), temporaryFolder()];
  const sets = ["losses.action.weight=1,2", "training.checkpoint_every=10000"].flatMap((
    each,
  ) => ["--set", each]);
  const words = [path, ...sets, ...LONG, "--seeds", "0", "--out", out];
  const child = startSweep(words);
  for (;;) {
    const [run] = existsSync(join(out, "sweep.json")) ? recorded(out) : [];
    const metrics = run && await Deno.readTextFile(join(out, run.run, "metrics.jsonl")).catch(() => "");
    if (metrics?.includes('"step":20,')) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGINT");
  const { code, stderr } = await finish(child);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /^stopped; the same command goes on$/m);
  const [first, ...others] = recorded(out);
  assert.equal(first!.state, "stopped");
  assert.deepEqual(others.map(({ state }) => state), ["planned"]);
  assert.ok(existsSync(join(out, first!.run, "checkpoint.json")));
  const again = await sweep(words);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /^runs .*, 1 begun$/m);
});
