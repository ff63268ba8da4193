/** Segments of a video of a whole method, in rows: what the recipe's section `inference` makes of its own maps. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { InferenceSection } from "../../specs/recipe/inference.ts";
import { localize, type Segment } from "../inference/localize.ts";
import { inferenceSignals } from "../inference/video.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import { type FixtureObject, valuesAt } from "./fixture.ts";

/** Scores of float32 maps, where a file does not state their rounding. */
const SCORES = 1e-5;

/** One [start, end (exclusive), score]. */
type Row = readonly [start: number, end: number, score: number];

/** Compares the segments of each class, {class: [[start, end, score], ...]}, in order of time. */
export function compareSegments(
  expected: FixtureObject,
  signals: ReadonlyMap<string, Tensor>,
  inference: InferenceSection,
  rounding: number,
  comparison: Comparison,
): void {
  const found = Map.groupBy(segmentsOf(signals, inference), ({ classIndex }) => classIndex);
  comparison.exact(
    "inference.segments.classes",
    [...found.keys()].map(String),
    Object.keys(expected).filter((key) => valuesAt(expected, key).length > 0),
  );
  for (const key of Object.keys(expected)) {
    const wanted = inTime(valuesAt(expected, key).map((row) => row as Row));
    const actual = inTime((found.get(Number(key)) ?? []).map(({ start, end, score }) => [start, end, score]));
    const times = (rows: readonly Row[]) => rows.flatMap(([start, end]) => [start, end]);
    const scores = (rows: readonly Row[]) => rows.map(([, , score]) => score);
    const allowed = rounding > 0 ? tolerance(rounding, scores(wanted)) : SCORES;
    comparison.exact("inference.segments.times", times(actual), times(wanted));
    comparison.numbers("inference.segments.scores", scores(actual), scores(wanted), allowed);
  }
}

/** A score that is not a number selects no class; `localize` would refuse it. */
function segmentsOf(signals: ReadonlyMap<string, Tensor>, inference: InferenceSection): readonly Segment[] {
  const read = new Map(
    inferenceSignals(inference).map((name) => {
      const tensor = signals.get(name)!;
      return [name, { shape: tensor.shape.slice(1), data: tensor.dataSync() as Float32Array }];
    }),
  );
  if (read.get(inference.classes.from)!.data.some(Number.isNaN)) return [];
  return localize({ signals: read, secondsPerSample: 1 / inference.upsample }, inference).segments;
}

function inTime(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || b[2] - a[2]);
}
