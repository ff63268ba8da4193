/** A data set in memory that costs what one on disk costs once its files are read. */
import { createCache } from "../pipeline/data/disk/cache.ts";
import { makeBatch } from "../pipeline/data/batches/batches.ts";
import type { Dataset, Video } from "../pipeline/data/dataset.ts";
import { release } from "../pipeline/release.ts";
import { copyStored } from "../pipeline/kinds/formats/stored_rows.ts";
import { roomFor } from "../pipeline/data/disk/feature_rows.ts";
import { CACHE_BYTES } from "../pipeline/data/disk/folder_dataset.ts";
import { fillUint32 } from "../pipeline/random/philox.ts";
import { streamKey } from "../pipeline/random/stream.ts";
import { createKind } from "../pipeline/kinds/kind.ts";
import { KINDS } from "../pipeline/kinds/mod.ts";
import type { Recipe } from "../specs/recipe/mod.ts";

/** Rows that all videos share; a video takes its own from a place of its own. */
const EXTRA_ROWS = 64;

/**
 * Videos of the given lengths with random features in [0.5, 1), stored as float16; every class is the label of every C-th
 * video. Reading a video copies its rows, as from a file that the system has in memory, and keeps them as far as those of
 * files are kept.
 */
export function memoryDataset(
  { data, features }: Pick<Recipe, "data" | "features">,
  lengths: readonly number[],
): Dataset {
  const classes = classNames(data);
  const sources = Object.entries(features.sources).map(([name, { width }]) => ({ name, width }));
  const width = sources.reduce((sum, source) => sum + source.width, 0);
  const longest = lengths.reduce((a, b) => Math.max(a, b), 1);
  const bank = randomHalves((longest + EXTRA_ROWS) * width);
  const room = roomFor(lengths.reduce((a, b) => a + b, 0) * width, CACHE_BYTES);
  const cache = createCache<Uint16Array<ArrayBuffer>>(room, ({ byteLength }) => byteLength);
  const videos = lengths.map((length, i): Video => {
    const labels = [i % classes.length];
    return { id: String(i), split: "train", labels, length, fps: 25, stride: 16, segments: [] };
  });

  async function copyRows({ id, length }: Video, rows: Int32Array, target: Float32Array): Promise<void> {
    const begin = (Number(id) % EXTRA_ROWS) * width;
    const known = cache.get(id);
    const values = known ?? await Promise.resolve(bank.slice(begin, begin + length * width));
    copyStored([{ width, values }], rows, target);
    if (!known && !cache.set(id, values)) release(values);
  }

  return {
    classes,
    train: videos,
    test: videos.map((video) => ({ ...video, split: "test" })),
    sources,
    width,
    copyRows,
    async read(video) {
      const target = new Float32Array(video.length * width);
      await copyRows(video, Int32Array.from({ length: video.length }, (_, row) => row), target);
      return target;
    },
    groundTruth: { subset: "test", videos: new Map(), classes, labels: classes },
    hash: "",
    warnings: [],
    describe: () => [],
  };
}

/** The part of the snippets of a training batch that are distinct. */
export async function distinctPart(
  { train }: Pick<Dataset, "train">,
  order: readonly number[],
  { sampling }: Recipe["features"],
  at: { readonly seed: number; readonly pass: number },
): Promise<number> {
  const videos = order.map((i) => train[i]!);
  const empty = { classes: [], width: 0, read: () => Promise.resolve(new Float32Array(0)) };
  const T = sampling.length;
  const sample = createKind(KINDS.train_samplers, sampling.train);
  const { positions } = await makeBatch(empty, videos, { length: T, sample }, at);
  const distinct = videos.map((_, b) => new Set(positions.subarray(b * T, (b + 1) * T)).size);
  return distinct.reduce((a, b) => a + b, 0) / positions.length;
}

/** Numbers in [0.5, 1) as float16, by their bits. */
function randomHalves(count: number): Uint16Array<ArrayBuffer> {
  const words = fillUint32(new Uint32Array(Math.ceil(count / 2)), streamKey(0, "bench.features"), 0);
  const numbers = new Uint16Array(words.buffer as ArrayBuffer);
  // An exponent for 0.5, and ten random digits.
  for (let i = 0; i < numbers.length; i++) numbers[i] = 0x3800 | (numbers[i]! & 0x3ff);
  return numbers;
}

function classNames({ classes }: Recipe["data"]): string[] {
  if (!("file" in classes)) return [...classes];
  return Array.from({ length: classes.count }, (_, c) => `class ${c + 1}`);
}
