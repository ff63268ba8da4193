import assert from "node:assert/strict";
import { join } from "node:path";
import { sharedTest } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { lastLine, task } from "./process.ts";

sharedTest("run trains and localizes gestures in real recordings", async (shared) => {
  const folder = temporaryFolder();
  const words = [
    "run",
    "recipes/cola_shrec21.yaml",
    "--json",
    ...["--folder", join(folder, "run")],
    ...["--set", `data.root=${join(shared, "data", "shrec21")}`, "--set", "training.steps=100"],
  ];
  const { code, stdout, stderr } = await task(words, {}, folder);
  assert.equal(code, 0, stderr);
  const { average } = lastLine(stdout);
  assert.ok(Number(average) > 40, `average mAP ${average} after 100 steps`);
});
