/** What the tests of diagnoses are about. */
import assert from "node:assert/strict";
import type { Detection, Instance } from "../../../../pipeline/annotations/detection.ts";
import type { GroundTruth } from "../../../../pipeline/annotations/ground_truth.ts";
import { findProtocol } from "../../../../specs/kinds/protocols/mod.ts";

/** The default one. */
export const PROTOCOL = findProtocol("thumos14_seconds");

/** An instance, of class a by default. */
export const at = (start: number, end: number, label = "a") => ({ label, start, end });

/** The types of no predictions. */
export const NO_TYPE = {
  true_positive: 0,
  double: 0,
  wrong_label: 0,
  localization: 0,
  confusion: 0,
  background: 0,
};

/** A ground truth of some videos. */
export function truthOf(
  videos: Readonly<Record<string, readonly Instance[]>>,
  others: Partial<GroundTruth> = {},
): GroundTruth {
  const classes = [...new Set(Object.values(videos).flat().map(({ label }) => label))].sort();
  const indexed = Object.entries(videos).map(([video, list]) =>
    [video, list.map((each, index) => ({ ...each, index }))] as const
  );
  return { subset: "test", videos: new Map(indexed), classes, labels: classes, ...others };
}

/** Predictions of one video, best first. */
export const inV = (...list: readonly Instance[]): Detection[] =>
  list.map((each, i) => ({ ...each, video: "v", score: -i }));

/** Compares within 1e-12. */
export const close = (found: number | null | undefined, expected: number) =>
  assert.ok(Math.abs(found! - expected) < 1e-12, `${found} is not ${expected}`);
