/** Segments of a video of a whole method, in rows: what the recipe's section `inference` makes of its own maps. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { InferenceSection } from "../../specs/recipe/inference.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS } from "../kinds/mod.ts";
import { localize, type Segment } from "../inference/localize.ts";
import { createScoreMaps, type SignalValues } from "../inference/score_maps.ts";
import { inferenceSignals } from "../inference/video.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import { type FixtureObject, valuesAt } from "./fixture.ts";

/** Scores of float32 maps, where a file does not state their rounding. */
const SCORES = 1e-5;

/** One [start, end (exclusive), score]. */
type Row = readonly [start: number, end: number, score: number];

/** The signals of a video, and how they become segments. */
export interface Localizing {
  readonly signals: ReadonlyMap<string, Tensor>;
  readonly inference: InferenceSection;
}

/** Compares the segments of each class, {class: [[start, end, score], ...]}, in order of time. */
export function compareSegments(
  expected: FixtureObject,
  localizing: Localizing,
  rounding: number,
  comparison: Comparison,
): void {
  const found = Map.groupBy(segmentsOf(localizing), ({ classIndex }) => classIndex);
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

/** Compares the one threshold that a group has for each class [C]; a flat map may have none. */
export function compareThresholds(
  group: string,
  wanted: ArrayLike<number>,
  { signals, inference }: Localizing,
  rounding: number,
  comparison: Comparison,
): void {
  const maps = createScoreMaps(valuesOf(signals, inference), inference);
  const { group_on, normalize, ...kind } = inference.proposals[group]!;
  const levels = createKind(KINDS.groups, kind);
  for (let c = 0; c < wanted.length; c++) {
    const [level] = levels(maps.upsampled(group_on, c, normalize));
    if (level?.threshold === undefined) continue;
    const one = [wanted[c]!];
    comparison.numbers("inference.threshold", [level.threshold], one, tolerance(rounding, wanted));
  }
}

/** A score that is not a number selects no class; `localize` would refuse it. */
function segmentsOf({ signals, inference }: Localizing): readonly Segment[] {
  const values = valuesOf(signals, inference);
  if (values.get(inference.classes.from)!.data.some(Number.isNaN)) return [];
  return localize({ signals: values, secondsPerSample: 1 / inference.upsample }, inference).segments;
}

function valuesOf(
  signals: Localizing["signals"],
  inference: InferenceSection,
): ReadonlyMap<string, SignalValues> {
  return new Map(
    inferenceSignals(inference).map((name) => {
      const tensor = signals.get(name)!;
      return [name, { shape: tensor.shape.slice(1), data: tensor.dataSync() as Float32Array }];
    }),
  );
}

function inTime(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || b[2] - a[2]);
}
