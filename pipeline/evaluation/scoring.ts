/** The numbers of an evaluation alone, without what they are of. */
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { thresholdsOf } from "../../specs/kinds/protocols/thresholds.ts";
import type { Detection } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { createKind, type KindRun } from "../kinds/kind.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import { type DetectionMap, detectionMap } from "./detection_map.ts";
import { prepare, type Prepared, withAmbiguous } from "./prepare.ts";

/** What is matched by which rules. */
export interface Scoring {
  readonly rules: ProtocolRules;
  /** The ground truth without ambiguous intervals among its instances. */
  readonly truth: GroundTruth;
  /** Its instances and the predictions in the unit of the protocol. */
  readonly prepared: Prepared;
}

/**
 * Brings ground truth and predictions into the form that is matched. Arguments as `evaluate`.
 *
 * @throws {UserError} When there are predictions that the protocol does not allow.
 */
export function scoringOf(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
  protocols: ReadonlyMap<string, KindRun<ProtocolRules>>,
): Scoring {
  const rules = createKind(protocols, protocol);
  const truth = withAmbiguous(groundTruth, rules);
  return { rules, truth, prepared: prepare(truth, detections, rules, protocol.max_per_video) };
}

/** The mAP of what is matched. */
export function mapOfScoring({ rules, truth, prepared }: Scoring, protocol: Protocol): DetectionMap {
  const { videos, detections, isNeutral } = prepared;
  const { thresholds } = protocol;
  return detectionMap(videos, detections, truth.classes, thresholds, averagesOf(protocol), {
    ...rules,
    isNeutral,
  });
}

/** The thresholds of every average. */
function averagesOf({ averages, thresholds }: Protocol): Record<string, readonly number[]> {
  return Object.fromEntries(averages.map((name) => [name, thresholdsOf(name, thresholds) ?? []]));
}
