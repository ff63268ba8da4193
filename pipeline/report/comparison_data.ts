/** What the page about a sweep or a comparison is drawn from: plain data. */
import type { ComparedMetric } from "../comparison/comparison.ts";
import type { FailedRun } from "../comparison/find_runs.ts";
import type { ReportSegment, ReportVideo } from "./report_data.ts";

/** All that the page shows. Variants are known by their index in `variants`, which is that of their rows too. */
export interface ComparisonData {
  readonly title: string;
  /** The name of the variant that the others are compared with. */
  readonly baseline: string;
  readonly protocol: string;
  /** What was scored, in words; absent in runs of earlier versions. */
  readonly scored?: string | undefined;
  /** The smallest difference that counts as one, in percent. */
  readonly margin: number;
  /** Draws of seeds and videos. */
  readonly draws: number;
  readonly variants: readonly ReportVariant[];
  /** The first decides where one does. */
  readonly metrics: readonly ComparedMetric[];
  readonly perTiou: readonly ComparedMetric[];
  readonly failed: readonly FailedRun[];
  /** One sentence each. */
  readonly notes: readonly string[];
  /** The first metric over the evaluations, the loss terms before their weights with their weighted sum, what is logged. */
  readonly curves: Readonly<Record<"evaluations" | "losses" | "logged", readonly ScalarCurves[]>>;
  /** The videos on which variants differ most. */
  readonly videos: readonly ComparedVideo[];
  /** How many videos they are taken from. */
  readonly scoredVideos: number;
}

/** A variant and its runs. */
export interface ReportVariant {
  readonly name: string;
  /** What its recipe does not share with the baseline's, as text; "absent" where one has nothing there. */
  readonly differences: readonly { readonly path: string; readonly was: string; readonly now: string }[];
  readonly runs: readonly ReportRun[];
}

/** A run of a variant. */
export interface ReportRun {
  readonly seed: number;
  /** Its folder as a person names it. */
  readonly folder: string;
  /** Where its own report is, from the page; absent where there is none. */
  readonly report?: string | undefined;
}

/** One scalar over training, of each variant that has it. */
export interface ScalarCurves {
  readonly name: string;
  readonly curves: readonly VariantCurve[];
}

/** A scalar of a variant. */
export interface VariantCurve {
  readonly variant: number;
  readonly points: readonly SeedPoint[];
}

/** A step of several seeds. */
export interface SeedPoint {
  readonly step: number;
  /** Mean over the seeds. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
}

/** A video under each variant. */
export interface ComparedVideo extends Pick<ReportVideo, "id" | "duration" | "labels"> {
  readonly groundTruth: readonly ReportSegment[];
  /** Between the best variant and the worst, points of `mean`. */
  readonly spread: number;
  readonly variants: readonly VariantVideo[];
}

/** A video under a variant: its segments are those of one run. */
export interface VariantVideo {
  readonly variant: number;
  /** mAP of the video as if it were the only one, percent, mean over the seeds. */
  readonly mean: number;
  readonly seed: number;
  /** The same of the run with that seed. */
  readonly score: number;
  /** Predicted segments of the video's classes. */
  readonly detections: ReportVideo["detections"];
}
