import assert from "node:assert/strict";
import { loadRecipe } from "../../mod.ts";
import { requireMemory } from "../../pipeline/memory.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";

/** What a person is told of the demo with overrides, on a machine of some bytes. */
function told(set: readonly string[], total: number): string {
  try {
    requireMemory(loadRecipe("recipes/demo.yaml", { set }), total);
    return "";
  } catch (error) {
    assert.ok(error instanceof UserError);
    return renderDiagnostics(error);
  }
}

Deno.test("requireMemory() refuses what certainly cannot fit, with the estimate and where it comes from", () => {
  assert.equal(told([], 1e9), "");
  assert.equal(told(["constants.hidden=1e6"], 1e10), "");
  const text = told(["constants.hidden=1e6"], 5e9);
  assert.match(text, /^error: Training needs at least 6\.4 GB of memory, and this machine has 5\.0 GB: /);
  assert.match(text, /4\.0 GB for signal "x" of a batch, 2\.4 GB for 150,000,000 trainable values/);
  assert.match(text, /= lower training\.batch or features\.sampling\.length$/);
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
