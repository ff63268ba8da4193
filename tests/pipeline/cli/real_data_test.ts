import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT, sharedTest } from "../../shared.ts";
import { lastLine, task } from "./process.ts";

sharedTest("run trains and localizes gestures in real recordings", async (shared) => {
  const { code, stdout, stderr } = await task([
    "run",
    "recipes/cola_shrec21.yaml",
    "--json",
    ...["--set", `data.root=${join(shared, "data", "shrec21")}`],
    ...["--set", "training.steps=100", "--set", "name=test_shrec21"],
  ]);
  assert.equal(code, 0, stderr);
  const { average, run } = lastLine(stdout);
  Deno.removeSync(join(ROOT, String(run)), { recursive: true });
  assert.ok(Number(average) > 40, `average mAP ${average} after 100 steps`);
});
