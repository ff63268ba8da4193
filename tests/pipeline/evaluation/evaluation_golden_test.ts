import assert from "node:assert/strict";
import { evaluate, type Evaluation } from "../../../pipeline/evaluation/evaluation.ts";
import { groundTruthOf, readAnnotations } from "../../../pipeline/annotations/ground_truth.ts";
import { readPredictions } from "../../../pipeline/annotations/predictions.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";
import { statedProtocol } from "../../../specs/recipe/check/stated_protocol.ts";
import { sharedTest } from "../../shared.ts";

async function golden(
  folder: string,
  protocol: Protocol = findProtocol("thumos14_seconds"),
): Promise<Evaluation> {
  const truth = groundTruthOf(await readAnnotations(`${folder}/gt.json`), "test", "gt.json");
  const { detections, warnings } = await readPredictions(`${folder}/results.json`, truth.labels);
  assert.deepEqual(warnings, []);
  return evaluate(truth, detections, protocol);
}

const digits = (values: readonly number[], count: number) =>
  values.map((value) => (value * 100).toFixed(count)).join(" ");

function averagesOf({ averages }: Evaluation): string {
  return digits(["0.1:0.9", "0.1:0.7", "0.1:0.5", "0.3:0.7"].map((name) => averages[name]!), 4);
}

/** AP in percent at tIoU 0.3 and 0.5, then instances and predictions. */
const STPN_CLASSES = `
BaseballPitch 15.52 5.40 41 407
BasketballDunk 13.74 2.40 488 504
Billiards 8.53 2.48 106 292
CleanAndJerk 25.65 6.89 98 211
CliffDiving 34.41 7.79 217 465
CricketBowling 19.80 4.60 138 482
CricketShot 5.83 0.61 152 408
Diving 25.64 5.37 388 731
FrisbeeCatch 20.50 7.49 48 280
GolfSwing 45.42 23.87 36 232
HammerThrow 82.14 60.93 213 505
HighJump 41.80 14.21 135 940
JavelinThrow 55.50 38.37 169 655
LongJump 78.59 67.68 142 615
PoleVault 58.10 29.50 399 831
Shotput 38.36 13.69 144 551
SoccerPenalty 35.87 13.40 48 291
TennisSwing 2.54 0.60 141 166
ThrowDiscus 54.32 34.90 88 320
VolleyballSpiking 32.03 13.92 120 265`.trim();

sharedTest("evaluate() reproduces STPN on THUMOS14 to the pinned digits, per class too", async (shared) => {
  const result = await golden(`${shared}/data/predictions/stpn_thumos14`);
  assert.equal(
    digits(result.map, 4),
    "52.0961 44.2164 34.7154 26.0745 17.7048 10.0886 4.9884 1.3361 0.0981",
  );
  assert.equal(averagesOf(result), "21.2576 27.1263 34.9614 18.7143");
  const { videos, instances, predictions, predictedVideos, outside, classes } = result.counts;
  assert.deepEqual([videos, instances, predictions, predictedVideos, outside], [210, 3311, 9151, 209, 0]);
  const rows = Object.entries(classes).map(([label, { instances, predictions }]) =>
    `${label} ${digits([result.ap[label]![2]!, result.ap[label]![4]!], 2)} ${instances} ${predictions}`
  );
  assert.equal(rows.join("\n"), STPN_CLASSES);
});

sharedTest("evaluate() reproduces AutoLoc on THUMOS14 to the pinned digits", async (shared) => {
  const result = await golden(`${shared}/data/predictions/autoloc_thumos14`);
  assert.equal(
    digits(result.map, 4),
    "46.6737 41.7076 35.7702 29.0167 21.2054 13.3954 5.7969 1.5566 0.2086",
  );
  assert.equal(averagesOf(result), "21.7035 27.6523 34.8747 21.0369");
  const { videos, instances, predictions, predictedVideos, outside } = result.counts;
  // The outside ones are in 0000270, 0001292 and 0001496.
  assert.deepEqual([videos, instances, predictions, predictedVideos, outside], [210, 3234, 20763, 213, 275]);
});

/** mAP in percent at 0.1, 0.3 and 0.5 and the average over 0.1:0.9, of an independent implementation. */
const VARIANTS:
  readonly (readonly [Partial<Protocol>, stpn: readonly number[], autoloc: readonly number[]])[] = [
    // So is anet_greedy with its ties turned round: of equal tIoU the earlier instance first.
    [{ match: "best_free" }, [52.1706, 34.6982, 17.7048, 21.2656], [46.6737, 35.7702, 21.2054, 21.7035]],
    [{ match: "best_only" }, [50.4993, 34.5268, 17.7048, 20.9771], [46.1495, 35.6689, 21.2054, 21.5987]],
    [{ match: "first_fit" }, [52.3166, 34.7579, 17.7048, 21.3054], [46.4886, 35.6839, 21.2054, 21.6624]],
    [{ ap: "raw" }, [51.0823, 33.7484, 17.1216, 20.7034], [45.6172, 34.9295, 20.6255, 21.1371]],
    [{ match: "first_fit", ap: "raw" }, [51.3008, 33.7873, 17.1216, 20.7518], [
      45.4308,
      34.8428,
      20.6255,
      21.0958,
    ]],
    [{ match: "toolkit", ap: "raw" }, [45.605, 31.7444, 16.8682, 19.3239], [
      29.0789,
      26.4775,
      18.4624,
      16.2063,
    ]],
    [{ outside: "ignore" }, [52.0961, 34.7154, 17.7048, 21.2576], [46.9758, 35.9139, 21.2612, 21.7984]],
  ];

for (const [axes, ...expected] of VARIANTS) {
  const name = Object.entries(axes).map(([axis, value]) => `${axis}: ${value}`).join(", ");
  sharedTest(
    `evaluate() with ${name} reproduces an independent implementation to its four digits`,
    async (shared) => {
      const set = Object.entries(axes).map(([axis, value]) => `evaluation.protocol.${axis}=${value}`);
      const protocol = statedProtocol("thumos14_seconds", set);
      for (const [i, folder] of ["stpn_thumos14", "autoloc_thumos14"].entries()) {
        const { map, averages } = await golden(`${shared}/data/predictions/${folder}`, protocol);
        const found = [map[0]!, map[2]!, map[4]!, averages["0.1:0.9"]!].map((value) => value * 100);
        found.forEach((value, k) => {
          assert.ok(
            Math.abs(value - expected[i]![k]!) <= 1e-4,
            `${folder}: ${value} is not ${expected[i]![k]}`,
          );
        });
      }
    },
  );
}
