import assert from "node:assert/strict";
import { settingWarnings } from "../../../pipeline/cli/sweep_inference_lines.ts";
import type { TrainedSetting } from "../../../pipeline/sweeps/trained.ts";

/** A setting whose recipe ignores some labels, scored on some videos. */
function setting(
  split: "train" | "test",
  ignored: readonly string[],
  { warnings = [], tiou = [0.5], end = 1 }: { warnings?: string[]; tiou?: number[]; end?: number } = {},
) {
  const videos = new Map([["v", [{ start: 0, end, label: "dive" }]]]);
  const evaluation = { protocol: { kind: "thumos14_seconds", headline: "0.5", averages: {} }, tiou };
  return {
    program: { recipe: { data: { kind: "folder", ignore_labels: ignored }, evaluation } },
    data: { warnings, scored: { split, videos: [], groundTruth: { videos } } },
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
  const told = settingWarnings([
    setting("test", [], { warnings: ["odd"] }),
    setting("test", [], { warnings: ["odd"] }),
  ]);
  assert.deepEqual([told.length, told[0]], [2, "odd"]);
  assert.match(told[1]!, /^The settings are compared on the test videos/);
});

Deno.test("settingWarnings() says that numbers of several protocols or ground truths cannot be compared", () => {
  const told = (...others: Parameters<typeof setting>[2][]) =>
    settingWarnings([setting("test", []), ...others.map((each) => setting("test", [], each))]).slice(1);
  assert.deepEqual(told({}), []);
  const [protocols, ...noMore] = told({ tiou: [0.7] });
  assert.match(protocols!, /^The settings have several protocols or tIoUs: averages .* cannot be compared$/);
  assert.deepEqual(noMore, []);
  const [truths, ...none] = told({ end: 2 });
  assert.match(truths!, /^The runs have several ground truths: rows .* cannot be compared$/);
  assert.deepEqual(none, []);
});
