/** What the script of an interactive page works with: plain data that stand in the page as JSON. */
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";
import type { InferenceSection } from "../../../specs/recipe/inference.ts";
import type { Annotation } from "../../annotations/annotated_video.ts";
import type { Span } from "../../annotations/detection.ts";
import type { PackedSignals } from "./packed_maps.ts";

/** All of it. */
export interface InteractiveData {
  /** In index order. */
  readonly classes: readonly string[];
  /** In the order in which they stand in the page. */
  readonly videos: readonly InteractiveVideo[];
  /** By what they count as: a type of prediction, "missed", or "missed.<characteristic>.<bin>". */
  readonly moments: Readonly<Record<string, readonly CountedMoment[]>>;
  /** The tIoU at which they count. */
  readonly threshold?: number | undefined;
  /** What the sliders work with; where there is nothing, why not. */
  readonly maps: InteractiveMaps | { readonly absent: string };
}

/** A video of the page. */
export interface InteractiveVideo {
  readonly id: string;
  /** Annotated classes. */
  readonly labels: readonly string[];
  /** Its mAP alone, percent. */
  readonly score?: number | undefined;
  /** How many segments are predicted in it, and how many annotated. */
  readonly segments: number;
  readonly instances: number;
  /** The time axis of its timeline: seconds and pixels. */
  readonly duration: number;
  readonly width: number;
  /** Its classes and their colours. */
  readonly colours: readonly (readonly [label: string, colour: number])[];
}

/** A stretch of a video that is counted. */
export type CountedMoment = readonly [
  /** Position in `videos`. */
  video: number,
  label: string,
  start: number,
  end: number,
  /** None of an instance. */
  score?: number,
];

/** The maps of the hardest videos, and what makes numbers of them. */
export interface InteractiveMaps {
  readonly inference: InferenceSection;
  readonly protocol: Protocol;
  readonly groundTruth: PackedTruth;
  /** Of the first videos of the page, in its order. */
  readonly videos: readonly MappedVideo[];
  /** What the run itself has on these videos; fractions. */
  readonly own: ScoredMaps;
}

/** Numbers of segments of some videos; fractions. */
export interface ScoredMaps {
  /** By tIoU, in the order of the protocol. */
  readonly map: readonly number[];
  /** By the name of the average. */
  readonly averages: Readonly<Record<string, number>>;
  readonly segments: number;
}

/** A ground truth as JSON has it. */
export interface PackedTruth {
  readonly subset: string;
  readonly classes: readonly string[];
  readonly labels: readonly string[];
  readonly videos: readonly (readonly [video: string, list: readonly Annotation[]])[];
  readonly ambiguous: readonly (readonly [video: string, list: readonly Span[]])[];
}

/** What a video is localized from. */
export interface MappedVideo {
  readonly id: string;
  /** Of its features, as `Video` says. */
  readonly stride: number;
  readonly fps: number;
  readonly length: number;
  /** T': snippets of its maps. */
  readonly rows: number;
  /** Seconds at which the first of them begins. */
  readonly begin: number;
  readonly signals: PackedSignals;
}
