import assert from "node:assert/strict";
import { settingWarnings } from "../../../pipeline/cli/sweep_inference_lines.ts";
import type { TrainedSetting } from "../../../pipeline/sweeps/trained.ts";

/** A setting whose recipe ignores some labels, scored on some videos. */
function setting(split: "train" | "test", ignored: readonly string[], warnings: readonly string[] = []) {
  return {
    program: { recipe: { data: { kind: "folder", ignore_labels: ignored } } },
    data: { warnings, scored: { split, videos: [] } },
  } as unknown as TrainedSetting;
}

const AMBIGUOUS =
  'Segments labelled "Ambiguous" count as background in these videos, whatever the protocol says';

Deno.test("settingWarnings() says that ambiguous segments of training videos count as background", () => {
  const told = settingWarnings([setting("train", []), setting("train", ["Ambiguous"])]);
  assert.deepEqual(told.slice(1), [AMBIGUOUS]);
  assert.match(told[0]!, /^The model was trained on the labels of these videos/);
});

Deno.test("settingWarnings() has nothing to say of them on test videos, and where recipes ignore none", () => {
  assert.ok(!settingWarnings([setting("test", ["Ambiguous"])]).includes(AMBIGUOUS));
  assert.ok(!settingWarnings([setting("train", ["Other"])]).includes(AMBIGUOUS));
});

Deno.test("settingWarnings() says each thing once", () => {
  const told = settingWarnings([setting("test", [], ["odd"]), setting("test", [], ["odd"])]);
  assert.deepEqual([told.length, told[0]], [2, "odd"]);
  assert.match(told[1]!, /^The settings are compared on the test videos/);
});
