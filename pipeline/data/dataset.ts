/** A data set: videos, their labels and features. */
import type { FeatureSource } from "../../specs/recipe/features.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import type { StoredRows } from "../kinds/formats/stored_rows.ts";

/** One untrimmed video. */
export interface Video {
  /** Its name in the lists and the annotations. */
  readonly id: string;
  /** Whether it is trained on or tested. */
  readonly split: "train" | "test";
  /** Class indices, each once, ascending. */
  readonly labels: readonly number[];
  /** L: snippets that its features have. */
  readonly length: number;
  /** Frames per second that snippet times refer to. */
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** Frames that a snippet was computed on, in whose middle it stands; as many as `stride` where absent. */
  readonly window?: number | undefined;
  /** Seconds, where the annotations state it. */
  readonly duration?: number;
  /** Annotated instances in seconds, in file order. Training never sees them. */
  readonly segments: readonly { readonly label: string; readonly start: number; readonly end: number }[];
}

/** Writes some snippets of a video, one after the other: `rows` [n] -> `target` [n, D]. */
export type CopyRows = (rows: Int32Array, target: Float32Array) => Promise<void>;

/** The feature files of a source, and how they are read, in plain data. */
export interface FileSource {
  /** Its name in the recipe. */
  readonly name: string;
  /** What the recipe says of it. */
  readonly source: FeatureSource;
  /** By video: where its file is, and the snippets that it has. */
  readonly files: ReadonlyMap<string, { readonly path: string; readonly rows: number }>;
}

/** Videos in two splits, and their features. */
export interface Dataset {
  /** In index order. */
  readonly classes: readonly string[];
  /** Training videos. */
  readonly train: readonly Video[];
  /** Test videos. */
  readonly test: readonly Video[];
  /** Feature sources in the order in which their rows are concatenated. */
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  /** D: the widths of all sources together. */
  readonly width: number;
  /** The features [L, D] of a video, sources concatenated in order; not to be changed. */
  read(video: Video): Promise<Float32Array>;
  /**
   * Writes some snippets of a video, D values each, one after the other: `rows` [n] -> `target` [n, D]. Absent where
   * `read` does no more than that. Of features with several crops `draw`, from 0 to below 1, takes one; by default their
   * mean is taken.
   */
  copyRows?(video: Video, rows: Int32Array, target: Float32Array, draw?: number): Promise<void>;
  /**
   * Reads rows of one video, again and again, without reading its files anew each time: of files that can be read in parts
   * only what is asked for, of others all of it once.
   */
  rowsOf?(video: Video): Promise<CopyRows>;
  /**
   * Hands over the features of a video as they are stored, those of each source in order: not to be changed, nor to be
   * kept. Absent where `read` does no more than that.
   */
  withStored?<T>(video: Video, use: (sources: readonly StoredRows[]) => T): Promise<T>;
  /** Where the features of each source lie, for other threads; absent where these could not read them. */
  readonly files?: readonly FileSource[] | undefined;
  /** The instances of the evaluated subset; absent where nothing is annotated that could be scored. */
  readonly groundTruth?: GroundTruth | undefined;
  /** Listed videos that are left out, because they have no features. */
  readonly leftOut?: readonly string[];
  /** SHA-256 over annotations, lists, classes, frame rates and every feature file's relative name, size and a sample. */
  readonly hash: string;
  /** The same over what is trained on, labels instead of annotations; absent where nothing else can change alone. */
  readonly trainingHash?: string;
  /** What is unusual but kept, one sentence each. */
  readonly warnings: readonly string[];
  /** Lines for the head of a run: sources, videos, snippets and instances. */
  describe(): string[];
}
