/** Fixture kind `map`: the evaluator on given ground truth and results. */
import { findProtocol, withThresholds } from "../../specs/kinds/protocols/mod.ts";
import { evaluate } from "../evaluation/evaluation.ts";
import { checkAnnotations, groundTruthOf } from "../annotations/ground_truth.ts";
import { checkPredictions } from "../annotations/predictions.ts";
import { DEFAULT_PROTOCOL } from "../../specs/kinds/protocols/mod.ts";
import type { Comparison } from "./comparison.ts";
import { type FixtureObject, listAt, numbersAt, objectAt } from "./fixture.ts";

const TOLERANCE = 1e-12;

/** Compares every case of a file. */
export function compareDetectionMaps(file: FixtureObject, path: string, comparison: Comparison): void {
  for (const each of listAt(file, "cases")) {
    const expected = objectAt(each, "expect");
    const groundTruth = groundTruthOf(checkAnnotations(each["gt"], path), String(each["subset"]), path);
    const { detections } = checkPredictions({ results: each["results"] }, groundTruth.labels, path);
    const thresholds = numbersAt(expected, "tiou");
    const result = evaluate(
      groundTruth,
      detections,
      withThresholds(findProtocol(DEFAULT_PROTOCOL), thresholds),
    );
    comparison.numbers("mAP", result.map, numbersAt(expected, "mAP"), TOLERANCE);
    const average = result.averages[result.protocol.headline]!;
    comparison.numbers("average", [average], [Number(expected["average"])], TOLERANCE);
    const ap = objectAt(expected, "ap");
    comparison.exact("classes", Object.keys(result.ap), Object.keys(ap).sort());
    for (const label of Object.keys(ap)) {
      comparison.numbers("ap", result.ap[label] ?? [], numbersAt(ap, label), TOLERANCE);
    }
  }
}
