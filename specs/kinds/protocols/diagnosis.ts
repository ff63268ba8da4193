/** What protocols say of the diagnosis of errors: at which tIoU, and what long and short is. */

/** Upper bounds of the bins of a characteristic, each included; the last bin has none. */
export interface Bins {
  /** Of the length of an instance as a part of its video, 0 to 1. */
  readonly coverage: readonly number[];
  /** Of its length in seconds. */
  readonly length: readonly number[];
  /** Of the number of instances of its class in its video. */
  readonly instances: readonly number[];
}

/** The name of a set of bins. */
export type BinsName = "thumos14" | "activitynet";

/** The bins by their names: those of "Diagnosing Error in Temporal Action Detectors" (ECCV 2018), and as it makes them. */
export const BINS: Readonly<Record<BinsName, Bins>> = {
  thumos14: {
    coverage: [0.02, 0.04, 0.06, 0.08],
    length: [3, 6, 12, 18],
    instances: [1, 40, 80],
  },
  activitynet: {
    coverage: [0.2, 0.4, 0.6, 0.8],
    length: [30, 60, 120, 180],
    instances: [1, 4, 8],
  },
};

/** The names of all of them. */
export const BINS_NAMES = Object.keys(BINS) as [BinsName, ...BinsName[]];

/** How a diagnosis looks where nobody says otherwise. */
export interface DiagnosisDefaults {
  /** tIoU thresholds; results are means over them. */
  readonly tiou: readonly number[];
  /** What long and short is. */
  readonly bins: BinsName;
}

/** Where a protocol says nothing. */
export const DIAGNOSIS: DiagnosisDefaults = { tiou: [0.5], bins: "thumos14" };
