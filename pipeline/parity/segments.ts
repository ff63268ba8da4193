/** Segments of a video of a whole method, in rows: what the recipe's section `inference` makes of its own maps. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { groupsOf, type InferenceSection, streamsOf } from "../../specs/recipe/inference.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS } from "../kinds/mod.ts";
import { type Localization, localize } from "../inference/localize.ts";
import { createScoreMaps, type SignalValues } from "../inference/score_maps.ts";
import { inferenceSignals } from "../inference/video.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import type { ScoredSegment } from "../inference/segments.ts";
import { type FixtureObject, objectAt, roundingAt, valuesAt } from "./fixture.ts";

/** Scores of float32 maps, where a file does not state their rounding. */
const SCORES = 1e-5;

/** One [start, end (exclusive), score]. */
type Row = readonly [start: number, end: number, score: number];

/** The signals of a video, and how they become segments. */
export interface Localizing {
  readonly signals: ReadonlyMap<string, Tensor>;
  readonly inference: InferenceSection;
}

/** Where a file has what it states of a video. */
export interface Places {
  /** The key of a video's value, or of a stream's. */
  within(stream: string, key: string): string;
  /** The file's own rounding of inference. */
  readonly rounding: unknown;
}

/**
 * Compares what a video states of segments and of those before suppression, of all and of each stream:
 * {class: [[start, end, score], ...]}, in order of time.
 *
 * @returns The keys that it states.
 */
export function compareSegments(
  video: FixtureObject,
  { signals, inference }: Localizing,
  { within, rounding }: Places,
  comparison: Comparison,
): string[] {
  const values = valuesOf(signals, inference);
  const whole: Pick<Localization, "proposals" | "segments" | "streams"> = selectsNothing(values, inference)
    ? NOTHING
    : localize({ signals: values, secondsPerSample: 1 / inference.upsample }, inference);
  return [["", whole] as const, ...whole.streams].flatMap(([stream, found]) => {
    const { proposals, segments } = found;
    const lists = { proposals, segments: Map.groupBy(segments, ({ classIndex }) => classIndex) };
    return Object.entries(lists).flatMap(([name, byClass]) => {
      const key = within(stream, name);
      const stated = partAt(video, key);
      if (stated) compareByClass(key, byClass, stated, roundingAt(rounding, key), comparison);
      return stated ? [key] : [];
    });
  });
}

const NOTHING = { proposals: new Map(), segments: [], streams: new Map() };

/** The map at a key, or at the keys that it has between points. */
function partAt(object: FixtureObject, key: string): FixtureObject | undefined {
  if (key in object) return objectAt(object, key);
  const [first, ...rest] = key.split(".");
  return rest.length > 0 && first! in object ? partAt(objectAt(object, first!), rest.join(".")) : undefined;
}

function compareByClass(
  key: string,
  found: ReadonlyMap<number, readonly ScoredSegment[]>,
  expected: FixtureObject,
  rounding: number,
  comparison: Comparison,
): void {
  comparison.exact(
    `inference.${key}.classes`,
    [...found].flatMap(([c, rows]) => rows.length > 0 ? [String(c)] : []),
    Object.keys(expected).filter((c) => valuesAt(expected, c).length > 0),
  );
  for (const c of Object.keys(expected)) {
    const wanted = inTime(valuesAt(expected, c).map((row) => row as Row));
    const actual = inTime((found.get(Number(c)) ?? []).map(({ start, end, score }) => [start, end, score]));
    const times = (rows: readonly Row[]) => rows.flatMap(([start, end]) => [start, end]);
    const scores = (rows: readonly Row[]) => rows.map(([, , score]) => score);
    const allowed = rounding > 0 ? tolerance(rounding, scores(wanted)) : SCORES;
    comparison.exact(`inference.${key}.times`, times(actual), times(wanted));
    comparison.numbers(`inference.${key}.scores`, scores(actual), scores(wanted), allowed);
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
  const { group_on, normalize, ...kind } = groupsOf(inference).find(([name]) => name === group)![1];
  const levels = createKind(KINDS.groups, kind);
  for (let c = 0; c < wanted.length; c++) {
    const [level] = levels(maps.upsampled(group_on, c, normalize));
    if (level?.threshold === undefined) continue;
    const one = [wanted[c]!];
    comparison.numbers("inference.threshold", [level.threshold], one, tolerance(rounding, wanted));
  }
}

/** A score that is not a number selects no class; `localize` would refuse it. */
function selectsNothing(values: ReadonlyMap<string, SignalValues>, inference: InferenceSection): boolean {
  return streamsOf(inference).some(([, { classes }]) => values.get(classes.from)!.data.some(Number.isNaN));
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
