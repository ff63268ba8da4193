/** A diagnosis such as a report shows, made up. */
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { diagnose } from "../../../pipeline/evaluation/diagnosis/diagnosis.ts";
import type { ReportDiagnosis } from "../../../pipeline/report/report_diagnosis.ts";

const NAMES = ["HighJump", "LongJump", "PoleVault", "CliffDiving"];

/** A diagnosis of drawn segments. */
export function exampleDiagnosis(random: () => number): ReportDiagnosis {
  const drawn = Array.from({ length: 60 }, (_, i) => {
    const start = 10 * Math.floor(i / 2) + 3 * random();
    return { video: `video_${i % 2}`, label: NAMES[i % 4]!, start, end: start + 0.5 + 9 * random() ** 3 };
  });
  const detections = drawn.flatMap((each) =>
    [0, 1, 2, 3].map((shift) => ({
      ...each,
      label: random() < 0.2 ? NAMES[shift]! : each.label,
      start: each.start + shift * random(),
      end: each.end + shift * random(),
      score: random() / (1 + shift),
    }))
  );
  const database = Object.fromEntries(["video_0", "video_1"].map((name) => [name, {
    subset: "test",
    duration: 330,
    annotations: drawn.filter(({ video }) => video === name).map(({ label, start, end }) => ({
      label,
      segment: [start, end],
    })),
  }]));
  const groundTruth = groundTruthOf(checkAnnotations({ database }, "example"), "test", "example");
  return diagnose(groundTruth, detections, findProtocol("thumos14_seconds"));
}
