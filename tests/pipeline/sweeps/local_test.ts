import assert from "node:assert/strict";
import { join } from "node:path";
import { lockRun } from "../../../pipeline/runs/lock.ts";
import { jobWords, localExecutor } from "../../../pipeline/sweeps/local.ts";
import { temporaryFolder } from "../../temporary.ts";

const JOB = {
  file: "r.yaml",
  overrides: ["training.seed=1"],
  options: ["--tensorboard"],
  folder: "/out/run",
};

Deno.test("jobWords() tells a run its options, where it begins and where it goes on", () => {
  const begins = ["r.yaml", "--folder", "/out/run", "--set", "training.seed=1", "--tensorboard"];
  assert.deepEqual(jobWords(JOB, false), begins);
  assert.deepEqual(jobWords(JOB, true), ["--resume", "/out/run", "--tensorboard"]);
});

Deno.test("a run whose folder another process holds is waited for, which is said once, with who it is", async () => {
  const out = temporaryFolder();
  const folder = join(out, "run");
  Deno.mkdirSync(folder);
  using _ = lockRun(folder);
  const told: string[] = [];
  const stop = new AbortController();
  const tell = (message: string) => {
    told.push(message);
    // It looks again and again meanwhile.
    setTimeout(() => stop.abort(), 1200);
  };
  const executor = localExecutor({ root: "/none", entered: [], out, jobs: 1, tell });
  assert.deepEqual(await executor.perform({ ...JOB, folder }, stop.signal), { state: "stopped" });
  assert.equal(told.length, 1);
  assert.ok(told[0]!.startsWith(`waiting  Process ${Deno.pid} on `), told[0]!);
  assert.ok(told[0]!.includes(` trains in "${folder}" since 20`), told[0]!);
});
