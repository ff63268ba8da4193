/** The text and the JSON form of an evaluation. */
import { thresholdText } from "../../specs/kinds/protocols/thresholds.ts";
import { classesWithoutPredictions, type Evaluation } from "./evaluation.ts";
import { count } from "../annotations/layout.ts";

/**
 * mAP per tIoU and the averages in percent, as lines.
 *
 * @example Print a table
 * ```ts
 * import { checkAnnotations, evaluate, findProtocol, groundTruthOf, mapTable } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = [{ label: "dive", segment: [1, 3] }];
 * const database = { a: { subset: "test", annotations } };
 * const groundTruth = groundTruthOf(checkAnnotations({ database }, "mine"), "test", "mine");
 * const detections = [{ video: "a", label: "dive", score: 0.9, start: 1, end: 2.5 }]; // tIoU 0.75
 * const evaluation = evaluate(groundTruth, detections, findProtocol("anet12"));
 * assert.equal(mapTable(evaluation).at(-1), "average mAP 0.5:0.95  60.00  (headline)");
 * ```
 */
export function mapTable(
  { tiou, map, averages, protocol }: Pick<Evaluation, "tiou" | "map" | "averages" | "protocol">,
): string[] {
  const cell = (text: string) => text.padStart(7);
  const name = Math.max(...Object.keys(averages).map((key) => key.length));
  return [
    `tIoU${tiou.map((threshold) => cell(headerText(threshold))).join("")}`,
    `mAP ${map.map((value) => cell(percentText(value))).join("")}`,
    "",
    ...Object.entries(averages).map(([key, value]) =>
      `average mAP ${key.padEnd(name)}${cell(percentText(value))}${
        key === protocol.headline ? "  (headline)" : ""
      }`
    ),
  ];
}

/** All that `eval` prints, as lines. */
export function evaluationReport(evaluation: Evaluation): string[] {
  const { protocol, protocolHash, subset, groundTruthHash, counts } = evaluation;
  const never = neverPredicted(evaluation);
  const classes = Object.keys(counts.classes).length;
  return [
    `protocol      ${protocol.kind} (${protocolHash})`,
    `ground truth  ${count(counts.videos, "video")}, ${count(counts.instances, "instance")}, ${
      count(classes, "class")
    } of subset "${subset}" (${groundTruthHash})`,
    `predictions   ${count(counts.predictions, "segment")} in ${count(counts.predictedVideos, "video")}, ${
      counts.outside.toLocaleString("en-US")
    } outside the subset`,
    "",
    ...mapTable(evaluation),
    ...never ? ["", never] : [],
  ];
}

/** How many classes a sentence lists. */
const LISTED = 24;

/** Says which classes of the ground truth have no prediction, where there are some: their AP is 0. */
export function neverPredicted(evaluation: Pick<Evaluation, "counts">): string | undefined {
  const empty = classesWithoutPredictions(evaluation);
  if (empty.length === 0) return undefined;
  const more = empty.length - LISTED;
  const names = `${empty.slice(0, LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const total = Object.keys(evaluation.counts.classes).length;
  return `${empty.length} of ${count(total, "class")} ${
    empty.length === 1 ? "was" : "were"
  } never predicted: ${names}`;
}

/**
 * An evaluation as plain data for other programs; values of mAP in percent, keyed by tIoU in its shortest
 * text.
 *
 * @example Hand an evaluation on
 * ```ts
 * import { checkAnnotations, evaluate, evaluationSummary, findProtocol, groundTruthOf } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = [{ label: "dive", segment: [1, 3] }];
 * const database = { a: { subset: "test", annotations } };
 * const groundTruth = groundTruthOf(checkAnnotations({ database }, "mine"), "test", "mine");
 * const detections = [{ video: "a", label: "dive", score: 0.9, start: 1, end: 2.5 }]; // tIoU 0.75
 * const evaluation = evaluate(groundTruth, detections, findProtocol("anet12"));
 * const { map } = evaluationSummary(evaluation) as { map: Record<string, number> };
 * assert.deepEqual([map["0.75"], map["0.8"]], [100, 0]);
 * ```
 */
export function evaluationSummary(evaluation: Evaluation): Record<string, unknown> {
  const { protocol, tiou, map, ap, averages, subset, counts } = evaluation;
  const { kind: _, ...rules } = protocol;
  const byThreshold = (values: readonly number[]) =>
    Object.fromEntries(tiou.map((threshold, t) => [thresholdText(threshold), values[t]! * 100]));
  return {
    map: byThreshold(map),
    average: averages[protocol.headline]! * 100,
    averages: Object.fromEntries(Object.entries(averages).map(([name, value]) => [name, value * 100])),
    protocol: protocol.kind,
    rules,
    protocol_hash: evaluation.protocolHash,
    ground_truth: {
      subset,
      videos: counts.videos,
      instances: counts.instances,
      hash: evaluation.groundTruthHash,
    },
    predictions: {
      segments: counts.predictions,
      videos: counts.predictedVideos,
      outside: counts.outside,
    },
    classes: Object.fromEntries(
      Object.entries(counts.classes).map((
        [label, numbers],
      ) => [label, { ...numbers, ap: byThreshold(ap[label]!) }]),
    ),
  };
}

function percentText(fraction: number): string {
  return (fraction * 100).toFixed(2);
}

/** At least two decimals, so that columns line up, and more where a threshold needs them. */
function headerText(threshold: number): string {
  const text = thresholdText(threshold);
  return text.length > 4 ? text : Number(text).toFixed(2);
}
