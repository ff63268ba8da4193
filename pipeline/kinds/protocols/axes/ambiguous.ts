/** What ambiguous intervals do to predictions. */
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";
import type { Detection } from "../../../annotations/detection.ts";

/** What becomes of predictions. */
export interface Unambiguous {
  /** Those that are matched. */
  readonly detections: readonly Detection[];
  /** Whether one that matches nothing counts neither way. */
  readonly isNeutral?: (detection: Detection) => boolean;
}

/** Sorts predictions by whether one overlaps an ambiguous interval of its video. */
export type Ambiguity = (
  detections: readonly Detection[],
  isAmbiguous: (detection: Detection) => boolean,
) => Unambiguous;

/** By the word of the axis; undefined where no intervals are needed. */
export const AMBIGUITIES: Readonly<Record<Protocol["ambiguous"], Ambiguity | undefined>> = {
  absent: undefined,
  drop: (detections, isAmbiguous) => ({ detections: detections.filter((each) => !isAmbiguous(each)) }),
  neutral: (detections, isAmbiguous) => ({ detections, isNeutral: isAmbiguous }),
};
