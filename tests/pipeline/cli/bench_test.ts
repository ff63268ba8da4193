import assert from "node:assert/strict";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { needs } from "../../needs.ts";
import { task } from "./process.ts";

const gpu = await findAdapter();

const TINY = [
  "constants.hidden=8",
  "features.sampling.length=20",
  "features.sources.rgb.width=8",
  "features.sources.flow.width=8",
].flatMap((set) => ["--set", set]);

Deno.test("bench prints one object per name on its own line", async () => {
  const words = ["bench", "step", "dense", "infer", "--rounds", "1", "--json", ...TINY];
  const { code, stdout, stderr } = await task(words, { WALT_ENGINE: "cpu" });
  assert.equal(code, 0, stderr);
  const [step, dense, infer] = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([step.name, dense.name, infer.name], ["step", "dense", "infer"]);
  for (const result of [step, dense]) {
    assert.equal(result.engine, "cpu");
    for (const key of ["step_ms", "ceiling_fraction", "peak_rss_gb"]) {
      assert.equal(typeof result[key], "number", key);
    }
    assert.ok(result.pytorch_ms === null ? result.notes.length > 0 : result.pytorch_ms > 0);
  }
  assert.ok(infer.infer_ms > 0);
});

Deno.test({
  ...needs("webgpu", gpu, "bench measures on the engine that a recipe is set to, recorded steps"),
  async fn() {
    const words = ["bench", "step", "--rounds", "1", "--json", "--set", "engine=webgpu", ...TINY];
    const { code, stdout, stderr } = await task(words);
    assert.equal(code, 0, stderr);
    const { engine, unrecorded } = JSON.parse(stdout);
    assert.deepEqual({ engine, unrecorded }, { engine: "webgpu", unrecorded: null });
  },
});

Deno.test("bench prints one table, and refuses names that it does not know", async () => {
  const { code, stdout, stderr } = await task(["bench", "check", "--rounds", "1"], { WALT_ENGINE: "cpu" });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /\d+ cores?, \d+ GB, \w+\nwalt [\d.]+, Deno [\d.]+\n\n\| benchmark /);
  assert.match(stdout, /\n\| check +\| +[\d.]+ m?s \|/);

  const words = ["bench", "infer", "evaluation", "--rounds", "1", "--runs", "2", ...TINY];
  const several = await task(words, { WALT_ENGINE: "cpu" });
  assert.equal(several.code, 0, several.stderr);
  assert.match(several.stdout, /\n\| benchmark +\| +time \| +of 2 runs \|/);
  assert.match(several.stdout, /\n\| infer +\| +[\d.]+ m?s \| +[\d.]+ m?s to [\d.]+ m?s \|/);
  assert.match(several.stderr, /measuring evaluation, run 2 of 2/);

  const unknown = await task(["bench", "step", "stepp"], { WALT_ENGINE: "cpu" });
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /Unknown benchmark "stepp"\n.*did you mean "step"\?/);
});
