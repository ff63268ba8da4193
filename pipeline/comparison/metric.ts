/** What runs are compared by. */
import { thresholdsOf, thresholdText } from "../../specs/kinds/protocols/thresholds.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import type { Scores } from "./finished_runs.ts";

/** A number of an evaluation, in percent. */
export interface ScoreMetric {
  readonly name: string;
  readonly label: string;
  /** Its value; undefined where an evaluation has none. */
  valueOf(scores: Scores): number | undefined;
  /** Which of the protocol's thresholds are averaged; absent where it is not computed from segments. */
  readonly over?: readonly number[];
}

/** Metrics that are not of segments. */
const OF_VIDEOS = {
  classification_map: "classification mAP",
  accuracy: "accuracy",
} as const;

/** The word for the headline of the protocol. */
const AVERAGE = "average";

/**
 * The metric of that name: `average` for the headline, an average or a tIoU of the protocol, `classification_map` or
 * `accuracy`.
 *
 * @throws {UserError} With the names that there are.
 */
export function metricNamed(name: string, protocol: Protocol): ScoreMetric {
  const { averages, headline, thresholds } = protocol;
  const texts = thresholds.map(thresholdText);
  const average = name === AVERAGE ? headline : name;
  if (averages.includes(average)) return averageMetric(average, protocol);
  if (texts.includes(name)) {
    return {
      name,
      label: `mAP@${name}`,
      valueOf: ({ map }) => map?.[name],
      over: [texts.indexOf(name)],
    };
  }
  if (name in OF_VIDEOS) {
    const key = name as keyof typeof OF_VIDEOS;
    return { name, label: OF_VIDEOS[key], valueOf: (scores) => finite(scores[key]) };
  }
  throw userError(
    `Unknown metric "${name}"`,
    suggest(name, [AVERAGE, ...averages, ...texts, ...Object.keys(OF_VIDEOS)]),
  );
}

/** mAP at each tIoU of a protocol. */
export function metricsPerTiou(protocol: Protocol): ScoreMetric[] {
  return protocol.thresholds.map((threshold) => metricNamed(thresholdText(threshold), protocol));
}

function averageMetric(name: string, { thresholds, headline }: Protocol): ScoreMetric {
  return {
    name,
    label: `average mAP ${name}`,
    // Earlier versions wrote the headline alone.
    valueOf: ({ averages, average }) => averages?.[name] ?? (name === headline ? finite(average) : undefined),
    over: thresholdsOf(name, thresholds)!.map((threshold) => thresholds.indexOf(threshold)),
  };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
