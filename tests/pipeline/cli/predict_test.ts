import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { npyBytes } from "../../npy.ts";
import { ROOT } from "../../shared.ts";
import { lastLine, task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("predict localizes videos without ground truth, and refuses features that do not fit", async () => {
  const folder = temporaryFolder();
  const recipe = join(folder, "test_predict.yaml");
  Deno.writeTextFileSync(
    recipe,
    `version: 1
name: test_predict
extends: ${join(ROOT, "recipes", "demo.yaml")}
data: { videos: { train: 12, test: 6 } }
training: { steps: 3, evaluate_every: null }
`,
  );
  for (const source of ["rgb", "flow"]) {
    Deno.mkdirSync(join(folder, "features", source), { recursive: true });
    Deno.writeFileSync(join(folder, "features", source, "mine.npy"), npyBytes(30, 24, (i) => Math.sin(i)));
  }
  const run = String(lastLine((await task(["run", recipe, "--json"])).stdout)["run"]);
  try {
    const json = await task(["predict", run, join(folder, "features"), "--json"]);
    assert.equal(json.code, 0, json.stderr);
    const { results } = lastLine(json.stdout) as {
      results: Record<string, { segment: number[]; label: string }[]>;
    };
    assert.deepEqual(Object.keys(results), ["mine"]);
    assert.ok(results["mine"]!.length > 0);
    for (const { segment: [start, end], label } of results["mine"]!) {
      assert.ok(0 <= start! && start! < end! && end! <= 30 * 16 / 25 + 1e-9, `${start} ${end}`);
      assert.ok(["climb", "dive", "jump", "spin", "throw"].includes(label));
    }
    const text = await task(["predict", join(run, "checkpoint.json"), join(folder, "features")]);
    assert.match(text.stdout, new RegExp(`^mine: ${results["mine"]!.length} segments$`, "m"));
    const tensors = await task(["predict", join(run, "checkpoint-3.safetensors"), join(folder, "features")]);
    assert.equal(tensors.stdout, text.stdout);
    const others = await task(["predict", join(run, "checkpoint-2.safetensors"), join(folder, "features")]);
    assert.equal(others.code, 2);
    assert.match(others.stderr, /checkpoint\.json" describes "checkpoint-3\.safetensors", not "checkpoint-2/);
    const several = await task(["predict", run, run, join(folder, "features")]);
    assert.equal(several.code, 2);
    assert.ok(
      several.stderr.includes(
        `error: "${run}" is a run folder, not features\n  = name one run, then features`,
      ),
      several.stderr,
    );
    const above = await task(["predict", run, folder]);
    assert.equal(above.code, 2);
    assert.ok(above.stderr.endsWith(`\n  = did you mean "${join(folder, "features")}"?\n`), above.stderr);
    const bare = await task(["predict", basename(run), join(folder, "features")]);
    assert.equal(bare.code, 2);
    assert.match(bare.stderr, new RegExp(`did you mean "${run}"\\?`));
    for (const source of ["rgb", "flow"]) {
      Deno.writeFileSync(join(folder, "features", source, "flat.npy"), npyBytes(30, 24, () => 0));
    }
    const flat = await task(["predict", run, join(folder, "features"), "--json"]);
    const found = lastLine(flat.stdout)["results"] as Record<string, unknown[]>;
    assert.deepEqual(found["flat"], []);
    assert.deepEqual(found["mine"], results["mine"]);
    Deno.writeFileSync(join(folder, "features", "flow", "mine.npy"), npyBytes(30, 23, () => 0));
    const refused = await task(["predict", run, join(folder, "features")]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /mine\.npy" is \[30, 23\]: expected \[L, 24\]/);
  } finally {
    Deno.removeSync(join(ROOT, run), { recursive: true });
  }
});
