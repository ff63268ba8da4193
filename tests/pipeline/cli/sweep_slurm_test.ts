/** Sweeps on Slurm: one of this machine alone, which is really there. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Slurm, slurmTest } from "../../slurm.ts";
import { temporaryFolder } from "../../temporary.ts";
import { lastLine } from "./process.ts";
import { recipe } from "./small_run.ts";
import { grid, recorded, sweep, type SweptRun } from "./small_sweep.ts";

const VALUES = ["--set", "losses.action.weight=1,2", "--seeds", "0:1"];
const SLURM = ["--executor", "slurm"];

const states = (out: string) => recorded(out).map(({ state }) => state);

slurmTest(
  "a sweep on Slurm is split into arrays, submitted once, and ends with the record of one here",
  async (slurm) => {
    const path = recipe("test_slurm");
    const [out, here] = [join(temporaryFolder(), "100% of it's"), temporaryFolder()];
    const words = [path, ...VALUES, "--out", out, ...SLURM];
    const first = await sweep(words, slurm.env);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /^jobs {5}arrays of Slurm, up to \S+ MB of memory each$/m);
    assert.match(first.stdout, /^slurm {4}3 submitted as array 1, 1 submitted as array \d+$/m);
    assert.match(first.stdout, /^ +end them all with: scancel 1 \d+$/m);
    assert.deepEqual(states(out), Array(4).fill("queued"));
    const during = await sweep([...words, "--json"], slurm.env);
    assert.equal(during.code, 0, during.stderr);
    const { runs } = lastLine(during.stdout) as unknown as { runs: SweptRun[] };
    assert.deepEqual(runs.map(({ state }) => state), states(out));
    await slurm.idle();
    const last = await sweep(words, slurm.env);
    assert.equal(last.code, 0, last.stderr);
    assert.doesNotMatch(last.stdout, /^slurm/m);
    assert.deepEqual((await slurm.tasks()).map((task) => task.replace(/^\d+/, "")), [
      "_0 COMPLETED",
      "_1 COMPLETED",
      "_2 COMPLETED",
      "_0 COMPLETED",
    ]);
    assert.equal((await sweep([path, ...VALUES, "--out", here])).code, 0);
    assert.deepEqual(recorded(out), recorded(here));
  },
);

slurmTest(
  "a failed run stands in the table, is submitted again where that is asked for, and stops no other",
  async (slurm) => {
    const out = temporaryFolder();
    const path = grid(`version: 1
recipe: ${recipe("test_slurm_failed")}
seeds: [0]
variants:
  diverges: { set: training.optimizer.rate=1e30 }
  as_it_is: {}
`);
    const words = ["--grid", path, "--out", out, ...SLURM];
    assert.equal((await sweep(words, slurm.env)).code, 0);
    await slurm.idle();
    for (let times = 0; times < 2; times++) {
      const { code, stdout } = await sweep(words, slurm.env);
      assert.equal(code, 1);
      assert.match(stdout, /^failed {2}diverges, seed 0 {2}Loss .* is not finite at step \d+/m);
      assert.deepEqual(states(out), ["failed", "done"]);
    }
    assert.equal((await slurm.tasks()).length, 2);
    const retried = await sweep([...words, "--retry-failed"], slurm.env);
    assert.match(retried.stdout, /^slurm {4}1 submitted as array \d+$/m);
    assert.deepEqual(states(out), ["queued", "done"]);
  },
);

Deno.test("without Slurm's programs, and with its options alone, a sweep says what to do", async () => {
  const words = [recipe("test_slurm_without"), "--out", join(temporaryFolder(), "out")];
  const bare = temporaryFolder();
  Deno.symlinkSync(Deno.execPath(), join(bare, "deno"));
  const without = await sweep([...words, ...SLURM], { PATH: bare });
  assert.equal(without.code, 2);
  assert.match(
    without.stderr,
    /^error: There is no program "\w+" on this machine\n {2}= .*leave out --executor slurm$/m,
  );
  const misplaced = await sweep([...words, "--slurm-option", "--time=5"]);
  assert.equal(misplaced.code, 2);
  assert.match(misplaced.stderr, /^error: --slurm-option is for jobs of Slurm\n {2}= add --executor slurm/m);
});

/** A folder with a `sbatch` that ends its caller at once, before or after it submits. */
function deadly(when: "before" | "after"): string {
  const folder = temporaryFolder();
  const file = join(folder, "sbatch");
  const submits = when === "after" ? `PATH=${Deno.env.get("PATH")} sbatch "$@"` : ":";
  writeFileSync(file, `#!/bin/sh\n${submits}\nkill -KILL $PPID\n`);
  chmodSync(file, 0o755);
  return `${folder}:${Deno.env.get("PATH")}`;
}

slurmTest("a sweep that is killed while it submits submits everything once", async (slurm) => {
  const [path, out] = [recipe("test_slurm_killed"), temporaryFolder()];
  const words = [path, "--seeds", "0:3", "--out", out, ...SLURM];
  for (const when of ["before", "after"] as const) {
    const killed = await sweep(words, { ...slurm.env, PATH: deadly(when) });
    assert.notEqual(killed.code, 0);
  }
  assert.equal((await slurm.tasks()).length, 3);
  const { code, stdout } = await sweep(words, slurm.env);
  assert.equal(code, 0);
  assert.match(stdout, /^slurm {4}.*, 1 submitted as array \d+$/m);
  await slurm.idle();
  assert.equal((await sweep(words, slurm.env)).code, 0);
  assert.deepEqual(states(out), Array(4).fill("done"));
  assert.equal((await slurm.tasks()).length, 4);
});

const LONG = ["training.steps=200", "training.evaluate_every=100", "training.checkpoint_every=10000"].flatMap(
  (
    each,
  ) => ["--set", each],
);

/** Waits until the first run of a sweep has logged step 20. */
async function begun(out: string, slurm: Slurm): Promise<string> {
  const folder = join(out, recorded(out)[0]!.run);
  await slurm.until(async () =>
    (await Deno.readTextFile(join(folder, "metrics.jsonl")).catch(() => "")).includes('"step":20,')
  );
  return folder;
}

slurmTest(
  "a run that is told of its time limit goes back into the queue, and ends with the same bits",
  async (slurm) => {
    const path = recipe("test_slurm_limit");
    const [out, here] = [temporaryFolder(), temporaryFolder()];
    const words = [path, "--seeds", "0", ...LONG];
    assert.equal((await sweep([...words, "--out", out, ...SLURM], slurm.env)).code, 0);
    const run = await begun(out, slurm);
    // As `--signal=B:TERM@120` does.
    await slurm.call("scancel", "--batch", "--signal=TERM", "1_0");
    await slurm.until(() => existsSync(join(run, "checkpoint.json")));
    const during = await sweep([...words, "--out", out, ...SLURM], slurm.env);
    assert.equal(during.code, 0, during.stderr);
    await slurm.idle();
    assert.match(await slurm.call("scontrol", "show", "job", "1_0"), /Restarts=1\b/);
    assert.equal((await sweep([...words, "--out", out, ...SLURM], slurm.env)).code, 0);
    assert.deepEqual(await slurm.tasks(), ["1_0 COMPLETED"]);
    assert.equal((await sweep([...words, "--out", here])).code, 0);
    assert.deepEqual(recorded(out), recorded(here));
    for (const file of ["checkpoint-200.safetensors", "predictions.json", "metrics.jsonl"]) {
      const [one, other] = [out, here].map((each) =>
        Deno.readFileSync(join(each, recorded(here)[0]!.run, file))
      );
      assert.deepEqual(one, other, file);
    }
  },
);

slurmTest(
  "a job that is cancelled stops with a checkpoint and does not come back by itself",
  async (slurm) => {
    const [path, out] = [recipe("test_slurm_cancelled"), temporaryFolder()];
    const words = [path, "--seeds", "0", ...LONG, "--out", out, ...SLURM];
    const { stdout } = await sweep(words, slurm.env);
    const run = await begun(out, slurm);
    const [, cancel] = /with: scancel (\d+)$/m.exec(stdout)!;
    await slurm.call("scancel", cancel!);
    await slurm.idle();
    assert.deepEqual(await slurm.tasks(), ["1_0 CANCELLED"]);
    assert.ok(existsSync(join(run, "checkpoint.json")));
    const again = await sweep(words, slurm.env);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /^runs .*, 1 begun$/m);
    await slurm.idle();
    assert.equal((await sweep(words, slurm.env)).code, 0);
    assert.deepEqual(states(out), ["done"]);
  },
);
