/** A time limit that strikes, which takes minutes: Slurm looks at them every half minute. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { needs } from "../../needs.ts";
import { hasSlurm, Slurm } from "../../slurm.ts";
import { temporaryFolder } from "../../temporary.ts";
import { recipe } from "./small_run.ts";
import { recorded, sweep } from "./small_sweep.ts";

Deno.test({
  ...needs(
    "Slurm's programs, and WALT_SLOW=1 in the environment",
    hasSlurm() && Deno.env.get("WALT_SLOW"),
    "what time limits stop goes on by itself until all runs of two nodes are done, with the same bits",
  ),
  async fn() {
    await using slurm = await Slurm.start();
    const [out, here] = [temporaryFolder(), temporaryFolder()];
    // The first takes a minute of a processor's time at least, the others some seconds.
    const sets = ["steps=24000,150,200,250", "evaluate_every=6000", "checkpoint_every=1000000"];
    const words = [recipe("test_slurm_limits"), ...sets.flatMap((each) => ["--set", `training.${each}`])];
    // So the signal comes after half a minute at the earliest.
    const options = ["--time=2", "--signal=B:TERM@60"].flatMap((each) => ["--slurm-option", each]);
    const submitted = [...words, "--out", out, "--executor", "slurm", ...options];
    assert.equal((await sweep(submitted, slurm.env)).code, 0);
    await slurm.idle();
    const jobs = await slurm.call("scontrol", "--oneliner", "show", "job");
    const restarts = [...jobs.matchAll(/ Restarts=(\d+) /g)].map(([, number]) => Number(number));
    assert.equal(restarts.length, 4);
    assert.ok(restarts.some((number) => number > 0), `${restarts}`);
    const nodes = new Set([...jobs.matchAll(/ NodeList=(\S+)/g)].map(([, node]) => node));
    assert.deepEqual([...nodes].sort(), ["n1", "n2"]);
    const { code, stdout, stderr } = await sweep(submitted, slurm.env);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.equal((await sweep([...words, "--out", here])).code, 0);
    assert.deepEqual(recorded(out), recorded(here));
    for (const { run } of recorded(out)) {
      for (const file of ["predictions.json", "metrics.jsonl"]) {
        const [one, other] = [out, here].map((each) => Deno.readFileSync(join(each, run, file)));
        assert.deepEqual(one, other, file);
      }
    }
  },
});
