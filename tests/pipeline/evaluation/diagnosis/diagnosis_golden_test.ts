import assert from "node:assert/strict";
import { groundTruthOf, readAnnotations } from "../../../../pipeline/annotations/ground_truth.ts";
import { readPredictions } from "../../../../pipeline/annotations/predictions.ts";
import { diagnose, type Diagnosis } from "../../../../pipeline/evaluation/diagnosis/diagnosis.ts";
import { findProtocol } from "../../../../specs/kinds/protocols/mod.ts";
import { sharedTest } from "../../../shared.ts";

async function golden(folder: string): Promise<Diagnosis> {
  const truth = groundTruthOf(await readAnnotations(`${folder}/gt.json`), "test", "gt.json");
  const { detections } = await readPredictions(`${folder}/results.json`, truth.labels);
  return diagnose(truth, detections, findProtocol("thumos14_seconds"));
}

const percent = (fraction: number | null) => (fraction! * 100).toFixed(2);
const percents = (map: object) => Object.values(map).map(percent).join(" ");
const missed = (bins: Diagnosis["falseNegatives"]["bins"]["length"]) =>
  bins!.map(({ bin, instances, missed }) => `${bin} ${percent(missed)} ${instances}`).join(", ");

sharedTest("diagnose() of STPN gives the numbers of an independent implementation", async (shared) => {
  const found = await golden(`${shared}/data/predictions/stpn_thumos14`);
  assert.deepEqual([found.predictions, found.kept, found.perClass], [9151, 9151, 165.55]);
  assert.equal(percents({ map: found.map, normalized: found.normalizedMap }), "17.70 19.58");
  assert.deepEqual(Object.values(found.types), [1230, 64, 616, 2050, 1134, 4057]);
  assert.equal(percents(found.impact), "0.15 0.28 6.56 0.43 2.98");
  const { share, shareWithoutFloor, bins } = found.falseNegatives;
  assert.equal(percents({ share, shareWithoutFloor }), "63.24 62.85");
  assert.equal(missed(bins.length), "XS 84.19 1607, S 51.84 843, M 34.32 711, L 33.63 113, XL 59.46 37");
  assert.equal(missed(bins.instances), "XS 60.00 20, S 61.60 2388, M 62.72 574, L 76.29 329");
  assert.deepEqual(found.warnings, [
    "Nothing is told by coverage: the ground truth states no duration of a video with an instance",
  ]);
});

sharedTest("diagnose() of AutoLoc gives the numbers of an independent implementation", async (shared) => {
  const found = await golden(`${shared}/data/predictions/autoloc_thumos14`);
  assert.deepEqual([found.predictions, found.kept, found.perClass], [20763, 19225, 161.7]);
  assert.equal(percents({ map: found.map, normalized: found.normalizedMap }), "21.13 22.86");
  assert.equal(percents(found.withoutLimit), "21.21 23.13");
  assert.deepEqual(Object.values(found.types), [2100, 357, 724, 4503, 1919, 9622]);
  assert.equal(percents(found.impact), "0.27 0.37 6.40 0.64 7.94");
  const { share, shareWithoutFloor } = found.falseNegatives;
  assert.equal(percents({ share, shareWithoutFloor }), "36.30 34.51");
});
