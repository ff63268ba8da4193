import assert from "node:assert/strict";
import { localize } from "../../../pipeline/inference/localize.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { createMapMeter } from "../../../pipeline/report/map_values.ts";
import { compileSmall } from "../../specs/compile/small.ts";

const SETTINGS = `inference:
  upsample: 1
  normalize: none
  classes: { from: video, threshold: 0.5 }
  proposals:
    by_cas: { group_on: cas, score_on: cas, thresholds: [0.5, 2] }
    by_attention: { kind: relative, group_on: attention, score_on: cas, shares: [0.5] }
`;

function meter(videos: readonly (readonly number[])[]) {
  const { recipe: { inference } } = compileSmall(SETTINGS);
  const meter = createMapMeter(inference, KINDS);
  for (const attention of videos) {
    const signals = new Map([
      ["video", { shape: [3], data: Float32Array.of(0.9, 0.1, 0.8) }],
      ["cas", { shape: [4, 3], data: Float32Array.of(0, 9, 1, 0.5, 9, 2, 3, 9, 0, 0, 9, 4) }],
      ["attention", { shape: [4], data: Float32Array.from(attention) }],
    ]);
    meter.add({ signals, localization: localize({ signals, secondsPerSample: 1 }, inference) });
  }
  return meter.result();
}

Deno.test("createMapMeter() counts the maps of predicted classes, and what reaches each threshold", () => {
  const [cas, attention] = meter([[0, 1, 2, 4], [0, 0, 0, 8]]);
  assert.deepEqual([cas!.name, cas!.map, cas!.samples], ["by_cas", "cas", 16]);
  assert.equal(cas!.bins.reduce((sum, { count }) => sum + count, 0), 16);
  assert.ok(cas!.bins.at(-1)!.from === 4, "class 1 is not predicted: its 9 is not counted");
  assert.deepEqual(cas!.thresholds, [
    { mean: 0.5, least: 0.5, greatest: 0.5, reached: 10 / 16 * 100 },
    { mean: 2, least: 2, greatest: 2, reached: 6 / 16 * 100 },
  ]);
  assert.equal(attention!.samples, 8, "a map of all classes counts once a video");
  assert.deepEqual(attention!.thresholds, [{ mean: 3, least: 2, greatest: 4, reached: 3 / 8 * 100 }]);
});

Deno.test("createMapMeter() tells of rules without a map or a threshold", () => {
  assert.deepEqual(meter([]).map(({ samples, bins, thresholds }) => [samples, bins, thresholds]), [
    [0, [], []],
    [0, [], []],
  ]);
  assert.deepEqual(meter([[3, 3, 3, 3]])[1]!.thresholds, [], "a flat map has no levels");
});
