import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { loadRecipe } from "../../../pipeline/api.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import type { Recorder } from "../../../pipeline/engines/recorder.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { type Profile, profileSteps } from "../../../pipeline/profile/profile_steps.ts";
import { prepareSteps } from "../../../pipeline/training/step_data.ts";
import { recipe } from "../cli/small_run.ts";
import { needs } from "../../needs.ts";

// The first epoch's last batch, a smaller one, is that of the second step which is measured.
const program = loadRecipe(recipe("test_profile"), { set: ["data.videos.train=27"] });
const STEPS = 3;
/** Opened here, since a library stays open for longer than a test. */
const engines = {
  cpu: await openEngine("cpu"),
  tensorflow: locateTensorflow() && await openEngine("tensorflow"),
};

/** Profiles the recipe with a clock that goes on by 1 ms whenever it is asked. */
async function profile(name: "cpu" | "tensorflow"): Promise<{ profile: Profile; signals: Set<string> }> {
  await tf.setBackend(name);
  const { recorder, ...engine } = engines[name]!;
  let asked = 0;
  // What is recorded takes an hour.
  const record: Recorder["record"] = (...given) => (asked += 3_600_000, recorder!.record(...given));
  const model = createModel(program, recorder ? { ...engine, recorder: { record } } : engine);
  const dataset = await openDataset(program.recipe);
  const before = tf.memory().numTensors;
  const result = await profileSteps(model, dataset, STEPS, () => asked++);
  assert.equal(tf.memory().numTensors, before);
  const { nodes } = prepareSteps(model, dataset).program;
  const signals = new Set(nodes.filter(({ op }) => op !== "input").map(({ signal }) => signal));
  model.dispose();
  return { profile: result, signals };
}

function sum(values: readonly { readonly ms: number; readonly share: number }[]): [number, number] {
  return [values.reduce((all, { ms }) => all + ms, 0), values.reduce((all, { share }) => all + share, 0)];
}

Deno.test("profileSteps() divides a step among its phases and signals, and nothing is left over", async () => {
  const { profile: { steps, step_ms, recorded_step_ms, phases, rows }, signals } = await profile("cpu");
  assert.equal(steps, STEPS);
  assert.equal(recorded_step_ms, null);
  assert.deepEqual(phases.map(({ phase }) => phase), ["data", "forward", "gradient", "optimizer", "other"]);
  for (const parts of [phases, rows]) {
    const [ms, share] = sum(parts);
    assert.ok(Math.abs(ms - step_ms) < 1e-9 * step_ms, `${ms} of ${step_ms}`);
    assert.ok(Math.abs(share - 1) < 1e-9);
  }
  for (const { phase, ms } of phases) {
    const [own] = sum(rows.filter((row) => row.phase === phase));
    assert.ok(ms > 0 && Math.abs(own - ms) < 1e-9, phase);
  }
  const of = (phase: string) => rows.filter((row) => row.phase === phase).map(({ signal }) => signal);
  assert.deepEqual(of("forward").sort(), [...signals].sort());
  assert.deepEqual(rows.map(({ ms }) => ms), rows.map(({ ms }) => ms).sort((a, b) => b - a));
});

Deno.test("profileSteps() counts the gradient of what is trained, and of nothing else", async () => {
  const { profile: { rows } } = await profile("cpu");
  const differentiated = rows.filter(({ phase }) => phase === "gradient").map(({ signal }) => signal);
  for (const signal of ["x", "cas", "video", "losses.action"]) {
    assert.ok(differentiated.includes(signal), signal);
  }
  for (const signal of ["inner", "outer", "hard_action", "logged.few_inner"]) {
    assert.ok(rows.some((row) => row.signal === signal && row.phase === "forward"), signal);
    assert.ok(!differentiated.includes(signal), signal);
  }
});

Deno.test("profileSteps() names the recipe's line of every signal", async () => {
  const { profile: { rows } } = await profile("cpu");
  for (const { phase, signal, from } of rows) {
    if (phase !== "forward" && phase !== "gradient") assert.equal(from, undefined);
    else {
      const [, file, line] = /^(.+\.yaml):(\d+)$/.exec(from!)!;
      const name = signal.split(".").at(-1)!;
      const text = Deno.readTextFileSync(file!).split("\n")[Number(line) - 1]!;
      assert.ok(text.includes(`${name}:`) || signal.includes("info_nce"), `${signal}: ${text}`);
    }
  }
});

Deno.test({
  ...needs(
    "tensorflow",
    locateTensorflow(),
    "profileSteps() measures the recorded step beside the operations",
  ),
  async fn() {
    const { profile: { recorded_step_ms, step_ms } } = await profile("tensorflow");
    // The clock of this test counts what is measured: of a recorded step, the batch and the whole, not that it is recorded.
    assert.ok(recorded_step_ms! > 0 && recorded_step_ms! < step_ms / 10);
  },
});
