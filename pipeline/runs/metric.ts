/** What runs are compared by: the numbers of an evaluation, by name. */
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { thresholdsOf, thresholdText } from "../../specs/kinds/protocols/thresholds.ts";

/** What an evaluation says, in percent; null or NaN where there is no such number. */
export interface Scores {
  /** The headline of the protocol. */
  readonly average: number | null;
  /** Absent in results of earlier versions. */
  readonly averages?: Readonly<Record<string, number>> | null | undefined;
  /** tIoU -> mAP. */
  readonly map: Readonly<Record<string, number>> | null;
  readonly classification_map?: number | null | undefined;
  readonly accuracy?: number | null | undefined;
}

/** A number of an evaluation, in percent. */
export interface ScoreMetric {
  readonly name: string;
  readonly label: string;
  /** Its value; undefined where an evaluation has none. */
  valueOf(scores: Scores): number | undefined;
  /** Which of the protocol's thresholds are averaged; absent where it is not computed from segments. */
  readonly over?: readonly number[];
}

/** The word for the headline of the protocol. */
export const AVERAGE = "average";

/** Metrics that are not of segments. */
const OF_VIDEOS = { classification_map: "classification mAP", accuracy: "accuracy" } as const;

/** What a protocol says of its metrics. */
type Measuring = Pick<Protocol, "averages" | "headline" | "thresholds">;

/** A metric for reading: "average mAP 0.1:0.7", "mAP@0.5". */
export function metricLabel(name: string): string {
  if (name === AVERAGE) return "average mAP";
  if (isOfVideos(name)) return OF_VIDEOS[name];
  return name.includes(":") ? `average mAP ${name}` : `mAP@${name}`;
}

/** The value of a metric in percent; undefined where an evaluation has none. */
export function metricValue(name: string, scores: Scores): number | undefined {
  if (name === AVERAGE) return finite(scores.average);
  if (isOfVideos(name)) return finite(scores[name]);
  return finite(scores.averages?.[name] ?? scores.map?.[name]);
}

/**
 * What is wrong with the name of a metric: it is `average` for the headline, an average or a tIoU of the protocol,
 * `classification_map` or `accuracy`. Undefined where it is one of these.
 */
export function metricMistake(name: string, protocol: Measuring): Diagnostic | undefined {
  const { averages, thresholds } = protocol;
  const known = [AVERAGE, ...averages, ...thresholds.map(thresholdText), ...Object.keys(OF_VIDEOS)];
  if (known.includes(name)) return undefined;
  return { message: `Unknown metric "${name}"`, hint: suggest(name, known) };
}

/** The metric of a name in which `metricMistake` finds nothing wrong. */
export function metricNamed(name: string, { averages, headline, thresholds }: Measuring): ScoreMetric {
  const own = name === AVERAGE ? headline : name;
  const over = averages.includes(own) ? thresholdsOf(own, thresholds)! : [Number(own)];
  const texts = thresholds.map(thresholdText);
  return {
    name: own,
    label: metricLabel(own),
    // Earlier versions wrote the headline alone.
    valueOf: (scores) =>
      metricValue(own, scores) ?? (own === headline ? metricValue(AVERAGE, scores) : undefined),
    ...(isOfVideos(own) ? {} : { over: over.map((threshold) => texts.indexOf(thresholdText(threshold))) }),
  };
}

/** mAP at each tIoU of a protocol. */
export function metricsPerTiou(protocol: Measuring): ScoreMetric[] {
  return protocol.thresholds.map((threshold) => metricNamed(thresholdText(threshold), protocol));
}

function isOfVideos(name: string): name is keyof typeof OF_VIDEOS {
  return Object.hasOwn(OF_VIDEOS, name);
}

function finite(value: number | null | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
