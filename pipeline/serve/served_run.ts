/** What the server says of the run that it serves, and what it has the run do. */
import type { Detection } from "../annotations/detection.ts";
import type { Chosen } from "../annotations/predictions/choose.ts";

/** A source of features that the model reads. */
export interface ServedSource {
  readonly name: string;
  /** Values of a snippet, the last axis; undefined where files have more of which some are read. */
  readonly width: number | undefined;
  /** The axes of an array, such as ["L", "D"]. */
  readonly axes: readonly string[];
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** Frames that a snippet was computed on. */
  readonly window: number;
}

/** Where the times of a video come from: a rate, the rate that a request states, or the duration that it states. */
export type ServedTimes = { readonly fps: number } | "fps of each video" | "duration of each video";

/** What a model is, in facts. */
export interface ServedFacts {
  /** The recipe's name. */
  readonly recipe: string;
  /** The run folder's name. */
  readonly run: string;
  readonly step: number;
  readonly classes: readonly string[];
  readonly sources: readonly ServedSource[];
  readonly times: ServedTimes;
  /** Why it takes no films, where it takes none. */
  readonly refusesFilms?: { readonly error: string; readonly remedy: string } | undefined;
}

/** What a request asks for besides. */
export interface SegmentOptions extends Chosen {
  /** What the video is called. */
  readonly video: string;
  /** Frames per second, instead of what the run says. */
  readonly fps?: number | undefined;
  /** Seconds, for a model whose times are from durations. */
  readonly duration?: number | undefined;
}

/** What lies in the folder of a request: `features/<source>/<video>.npy`, or a film. */
export interface SegmentJob {
  readonly folder: string;
  readonly film: string | undefined;
  readonly options: SegmentOptions;
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
}

/** What was found in a video. */
export interface FoundInVideo {
  /** Those that were chosen, the best first. */
  readonly detections: readonly Detection[];
  /** How many there were before. */
  readonly found: number;
  readonly snippets: number;
  /** Seconds. */
  readonly duration: number;
  readonly fps: number;
  readonly stride: number;
  readonly window: number;
  readonly warnings: readonly string[];
}

/** A run that is open. */
export interface ServedRun {
  readonly facts: ServedFacts;
  localize(job: SegmentJob): Promise<FoundInVideo>;
}
