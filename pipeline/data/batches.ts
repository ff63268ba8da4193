/** Batches of videos: the snippets, labels and positions that a step sees. */
import type { FeaturesSection } from "../../specs/recipe/mod.ts";
import { uniforms } from "../random/draw.ts";
import { streamKey } from "../random/stream.ts";
import type { Dataset, Video } from "./dataset.ts";
import { testPositions, trainPositions } from "./sampling.ts";

/** B videos of T snippets. */
export interface Batch {
  /** [B, T, D] */
  readonly features: Float32Array;
  /** [B, C], 1 for every class of the video. */
  readonly labels: Float32Array;
  /** [B, T], source rows. */
  readonly positions: Int32Array;
  /** [B], L of every video. */
  readonly lengths: Int32Array;
  /** Of `features`. */
  readonly shape: readonly [B: number, T: number, D: number];
}

/** What a batch needs of a data set. */
export type BatchSource = Pick<Dataset, "read" | "classes" | "width">;

/**
 * The training batch of `videos`. Its positions depend on `seed`, `step` and a video's place in the batch alone: draw
 * `place * T + position` of the stream "features.sampling".
 */
export function makeBatch(
  dataset: BatchSource,
  videos: readonly Video[],
  { length: T, train }: FeaturesSection["sampling"],
  { seed, step }: { readonly seed: number; readonly step: number },
): Promise<Batch> {
  const draws = uniforms(videos.length * T, streamKey(seed, "features.sampling"), step);
  const positions = new Int32Array(videos.length * T);
  videos.forEach(({ length }, b) => {
    positions.set(trainPositions(train, length, T, (i) => draws[b * T + i]!), b * T);
  });
  return gather(dataset, videos, positions);
}

/** The batch of one test video, B = 1. */
export function testBatch(
  dataset: BatchSource,
  video: Video,
  { length, test }: FeaturesSection["sampling"],
): Promise<Batch> {
  return gather(dataset, [video], testPositions(test, video.length, length));
}

async function gather(
  dataset: BatchSource,
  videos: readonly Video[],
  positions: Int32Array,
): Promise<Batch> {
  const { width: D, classes: { length: C } } = dataset;
  const B = videos.length;
  const T = positions.length / B;
  const features = new Float32Array(B * T * D);
  const labels = new Float32Array(B * C);
  for (const [b, video] of videos.entries()) {
    const rows = await dataset.read(video);
    for (let t = b * T; t < (b + 1) * T; t++) {
      const row = positions[t]! * D;
      features.set(rows.subarray(row, row + D), t * D);
    }
    for (const label of video.labels) labels[b * C + label] = 1;
  }
  const lengths = Int32Array.from(videos, ({ length }) => length);
  return { features, labels, positions, lengths, shape: [B, T, D] };
}
