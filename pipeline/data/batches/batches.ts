/** Batches of videos: the snippets, labels and positions that a step sees. */
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { breather } from "../../breather.ts";
import type { BatchVideos } from "../../kinds/batches/batch_maker.ts";
import { PADDING, type TrainSampler } from "../../kinds/train_samplers/train_sampler.ts";
import { uniforms } from "../../random/draw.ts";
import { streamKey } from "../../random/stream.ts";
import type { Dataset, Video } from "../dataset.ts";
import type { RowCounts, SampledRows } from "../../engines/sampled.ts";
import { sampledRows } from "./sampled_rows.ts";

/** Gives an array for the features of a batch; its values do not matter. */
export type Memory = (length: number) => Float32Array<ArrayBuffer>;

const fresh: Memory = (length) => new Float32Array(length);

/** B videos of T snippets. */
export interface Batch {
  /** [B, T, D] */
  readonly features: Float32Array<ArrayBuffer>;
  /** [B, C], 1 for every class of the video. */
  readonly labels: Float32Array;
  /** [B, T], source rows; `PADDING` where features are zeros because there is none. */
  readonly positions: Int32Array;
  /** [B], L of every video. */
  readonly lengths: Int32Array;
  /** Of `features`. */
  readonly shape: readonly [B: number, T: number, D: number];
  /** [P]: places in the batch of videos that belong together, where it was made of such. */
  readonly pairs?: BatchVideos["pairs"];
  /** Which part of the training is done before its step, where it was made for one; 1 in inference. */
  readonly progress?: number;
  /** Its step, counted from 1, where it was made for one. */
  readonly step?: number;
}

/** How a video of L snippets becomes T of them. */
export interface BatchSampling<S = TrainSampler> {
  /** T, where the sampler does not show whole videos. */
  readonly length: number;
  readonly sample: S;
}

/** What a batch needs of a data set. */
export type BatchSource = Pick<Dataset, "read" | "copyRows" | "classes" | "width">;

/** The seed and pass that a training batch depends on. */
export interface BatchKey {
  readonly seed: number;
  readonly pass: number;
}

/**
 * The training batch of `videos`. Its positions depend on `seed`, `pass` and a video's place in the batch alone: draw
 * `place * T + position` of the stream "features.sampling". `memory` gives that of the features.
 */
export async function makeBatch(
  dataset: BatchSource,
  videos: readonly Video[],
  sampling: BatchSampling,
  key: BatchKey,
  memory?: Memory,
): Promise<Batch> {
  const breathe = breather();
  const positions = drawPositions(videos, sampling, key);
  const drawn = breathe();
  if (drawn) await drawn;
  return await gather(dataset, videos, positions, { memory, crops: drawCrops(videos, key) });
}

/** A sampled batch: the snippets of `makeBatch`, each row once. */
export interface SampledBatch extends Omit<Batch, "features"> {
  readonly sampled: SampledRows;
  /** [U, D], and zeros after them where an engine wants more rows. */
  readonly rows: Float32Array<ArrayBuffer>;
}

/** As `makeBatch`, without laying repeated rows out. `memory` gives that of the rows. */
export async function makeSampledBatch(
  dataset: BatchSource,
  videos: readonly Video[],
  sampling: BatchSampling,
  key: BatchKey,
  memory: Memory = fresh,
  rowCounts?: RowCounts,
): Promise<SampledBatch> {
  const breathe = breather();
  const positions = drawPositions(videos, sampling, key);
  // Reading begins at once where nothing takes long, and goes on while a step computes.
  const drawn = breathe();
  if (drawn) await drawn;
  const sampled = sampledRows(positions, videos.length);
  const found = breathe();
  if (found) await found;
  const { width: D } = dataset;
  const crops = drawCrops(videos, key);
  const rows = memory((rowCounts?.of(sampled) ?? sampled.rows.length) * D);
  rows.fill(0, sampled.rows.length * D);
  await forEachVideo(videos, async (video, b) => {
    const first = sampled.starts[b]!;
    const last = first + sampled.counts[b]!;
    const own = sampled.rows.subarray(first, last);
    await copyOf(dataset, video, own, rows.subarray(first * D, last * D), crops[b]);
  });
  return { ...featurelessBatch(dataset, videos, positions), sampled, rows };
}

/** The same batch with repeated rows laid out. */
export function toDense({ sampled, rows, ...batch }: SampledBatch): Batch {
  const [B, T, D] = batch.shape;
  const features = new Float32Array(B * T * D);
  copyRows(rows, sampled.index, features, D);
  return { ...batch, features };
}

function drawPositions(
  videos: readonly Video[],
  sampling: BatchSampling,
  { seed, pass }: BatchKey,
): Int32Array {
  const { sample } = sampling;
  const T = batchLength(videos, sampling);
  const draws = uniforms(videos.length * T, streamKey(seed, "features.sampling"), pass);
  const positions = new Int32Array(videos.length * T);
  videos.forEach((video, b) => {
    const own = sample(video.length, T, (i) => draws[b * T + i]!);
    requireRows(own, video, T);
    positions.set(own, b * T);
  });
  return positions;
}

/**
 * T of a batch: L of whole videos.
 *
 * @throws {RunError} When whole videos are not all as long.
 */
export function batchLength(
  [first, ...others]: readonly Video[],
  { length: T, sample }: BatchSampling,
): number {
  if (!sample.whole) return T;
  const { id, length } = first!;
  const other = others.find((video) => video.length !== length);
  if (other === undefined) return length;
  throw new RunError(
    `Whole videos of a batch must be as long: "${id}" has ${length} snippets, "${other.id}" ${other.length}`,
    "training.batch: 1",
  );
}

/** For each video, which of its crops a pass takes, where its features have several. */
function drawCrops(videos: readonly Video[], { seed, pass }: BatchKey) {
  return uniforms(videos.length, streamKey(seed, "features.crops"), pass);
}

/** Refuses what a sampler of an extension may give. */
export function requireRows(positions: Int32Array, { id, length }: Video, count: number): void {
  const wrong = positions.find((row) =>
    row !== PADDING && !(Number.isInteger(row) && row >= 0 && row < length)
  );
  const problem = wrong !== undefined
    ? `row ${wrong} of video "${id}", which has ${length}`
    : positions.length !== count || count === 0
    ? `${positions.length} rows of video "${id}", and must give ${Math.max(count, 1)}`
    : undefined;
  if (problem !== undefined) {
    throw new RunError(`The sampler of features.sampling gives ${problem}`, "mend it");
  }
}

/** The rows `positions` [B, T] of some videos. */
export async function gather(
  dataset: BatchSource,
  videos: readonly Video[],
  positions: Int32Array,
  { memory = fresh, crops }: { readonly memory?: Memory | undefined; readonly crops?: Float64Array } = {},
): Promise<Batch> {
  const batch = featurelessBatch(dataset, videos, positions);
  const [B, T, D] = batch.shape;
  const features = memory(B * T * D);
  await forEachVideo(videos, async (video, b) => {
    const own = positions.subarray(b * T, (b + 1) * T);
    await copyOf(dataset, video, own, features.subarray(b * T * D, (b + 1) * T * D), crops?.[b]);
  });
  return { ...batch, features };
}

/** Begins all of `work` at once, so that files are read together; throws what failed for the first video. */
async function forEachVideo(
  videos: readonly Video[],
  work: (video: Video, b: number) => Promise<void>,
): Promise<void> {
  const results = await Promise.allSettled(videos.map(work));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

/** Everything that does not depend on features. */
export function featurelessBatch(
  { width: D, classes: { length: C } }: BatchSource,
  videos: readonly Video[],
  positions: Int32Array,
): Omit<Batch, "features"> {
  const B = videos.length;
  const labels = new Float32Array(B * C);
  videos.forEach((video, b) => {
    for (const label of video.labels) labels[b * C + label] = 1;
  });
  return {
    labels,
    positions,
    lengths: Int32Array.from(videos, ({ length }) => length),
    shape: [B, positions.length / B, D],
  };
}

/** Writes the rows `indices` of a video to `to`, zeros for padding. */
async function copyOf(
  source: BatchSource,
  video: Video,
  indices: Int32Array,
  to: Float32Array,
  crop?: number,
): Promise<void> {
  const { width } = source;
  const isPadded = indices.includes(PADDING);
  const rows = isPadded ? indices.map((row) => Math.max(row, 0)) : indices;
  if (source.copyRows) await source.copyRows(video, rows, to, crop);
  else copyRows(await source.read(video), rows, to, width);
  if (isPadded) indices.forEach((row, i) => row === PADDING && to.fill(0, i * width, (i + 1) * width));
}

/** Row i of `to` becomes row `indices[i]` of `from`. */
function copyRows(from: Float32Array, indices: Int32Array, to: Float32Array, width: number): void {
  indices.forEach((row, i) => to.set(from.subarray(row * width, (row + 1) * width), i * width));
}
