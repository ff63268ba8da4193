/** Batches of one test video. */
import type { TestSampler } from "../../kinds/test_samplers/test_sampler.ts";
import type { Video } from "../dataset.ts";
import {
  type Batch,
  type BatchSampling,
  type BatchSource,
  featurelessBatch,
  gather,
  type Memory,
  requireRows,
} from "./batches.ts";

const ALONE: Pick<Batch, "pairs" | "progress"> = { pairs: [[0, 0]], progress: 1 };

/** The batch of one test video, B = 1, which belongs to itself alone. */
export async function testBatch(
  dataset: BatchSource,
  video: Video,
  sampling: BatchSampling<TestSampler>,
): Promise<Batch> {
  return await batchOf(dataset, video, testPositions(video, sampling));
}

/** [T']: the rows of a test video that inference sees. */
export function testPositions(
  video: Video,
  { length, sample }: BatchSampling<TestSampler>,
): Int32Array {
  const positions = sample(video.length, length);
  requireRows(positions, video, positions.length);
  return positions;
}

/** `testBatch` of some rows. `memory` gives that of the features. */
export async function batchOf(
  dataset: BatchSource,
  video: Video,
  positions: Int32Array,
  memory?: Memory,
): Promise<Batch> {
  return { ...await gather(dataset, [video], positions, { memory }), ...ALONE };
}

/** `batchOf` without the features. */
export function videoBatch(
  dataset: BatchSource,
  video: Video,
  positions: Int32Array,
): Omit<Batch, "features"> {
  return { ...featurelessBatch(dataset, [video], positions), ...ALONE };
}
