import assert from "node:assert/strict";
import { loadRecipe } from "../../mod.ts";
import { requireMemory } from "../../pipeline/memory.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";

/** What a person is told of the demo with overrides, on a machine of some bytes. */
function told(set: readonly string[], total: number): string {
  try {
    requireMemory(loadRecipe("recipes/demo.yaml", { set }), { total });
    return "";
  } catch (error) {
    assert.ok(error instanceof UserError);
    return renderDiagnostics(error);
  }
}

Deno.test("requireMemory() refuses what certainly cannot fit, with the estimate and where it comes from", () => {
  assert.equal(told([], 1e9), "");
  assert.equal(told(["constants.hidden=1e6"], 3e10), "");
  const text = told(["constants.hidden=1e6"], 2e10);
  assert.match(text, /^error: Training needs at least 22\.4 GB of memory, and this machine has 20\.0 GB: /);
  assert.match(
    text,
    /20\.0 GB for signals of a batch .*"x", 2\.4 GB for 150,000,000 trainable values .*"x\.weights"\n/,
  );
  assert.match(text, /= lower training\.batch or features\.sampling\.length$/);
});

Deno.test("requireMemory() counts what training holds of a batch, as its signals are read", () => {
  // Each of B T 64 numbers in float32 is 7.68 GB: the layer's result, what the next layer reads of it, and gradients.
  const long = ["features.sampling.length=3e6"];
  assert.match(told(long, 3.2e10), /needs at least 39\.4 GB .* 39\.0 GB for signals of a batch/);
  const single = ["losses.refine_action.weight=0", "losses.refine_background.weight=0"];
  assert.equal(told([...long, ...single], 3.2e10), "", "what no loss reads has no gradient");
  assert.match(
    told([...long, ...single], 2e10),
    /needs at least 24\.0 GB .* 23\.6 GB for signals of a batch .*, 0\.4 GB for the positions/,
  );
});

Deno.test("requireMemory() counts the features of a generated video and the map of a test video", () => {
  const long = ["data.length={min: 1e6, max: 1e6}", "inference.upsample=1e4"];
  assert.match(told(long, 1e8), /0\.4 GB for the features of one video/);
  const map = ["data.length={min: 1e6, max: 1e6}", "inference.upsample=1e4", "features.sampling.length=1e6"];
  assert.match(
    told([...map, "training.batch=1", "constants.hidden=1"], 1e10),
    /80\.0 GB for one map of a test video/,
  );
});
