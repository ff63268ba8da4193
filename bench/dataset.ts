/** A data set in memory that costs what one on disk costs once its files are read. */
import { createCache } from "../pipeline/data/cache.ts";
import { makeBatch } from "../pipeline/data/batches.ts";
import type { Dataset, Video } from "../pipeline/data/dataset.ts";
import { CACHE_BYTES } from "../pipeline/data/folder_dataset.ts";
import { fillUint32 } from "../pipeline/random/philox.ts";
import { streamKey } from "../pipeline/random/stream.ts";
import type { Recipe } from "../specs/recipe/mod.ts";

/** Rows that all videos share; a video takes its own from a place of its own. */
const EXTRA_ROWS = 64;

/**
 * Videos of the given lengths with random features in [0, 1); every class is the label of every C-th video. Reading
 * copies the rows of a video into the same cache that files are read into.
 */
export function memoryDataset(
  { data, features }: Pick<Recipe, "data" | "features">,
  lengths: readonly number[],
): Dataset {
  const classes = classNames(data);
  const sources = Object.entries(features.sources).map(([name, { width }]) => ({ name, width }));
  const width = sources.reduce((sum, source) => sum + source.width, 0);
  const longest = lengths.reduce((a, b) => Math.max(a, b), 1);
  const bank = randomNumbers((longest + EXTRA_ROWS) * width);
  const cache = createCache(CACHE_BYTES);
  const videos = lengths.map((length, i): Video => {
    const labels = [i % classes.length];
    return { id: String(i), split: "train", labels, length, fps: 25, stride: 16, segments: [] };
  });
  return {
    classes,
    train: videos,
    test: videos.map((video) => ({ ...video, split: "test" })),
    sources,
    width,
    read({ id, length }) {
      const begin = (Number(id) % EXTRA_ROWS) * width;
      const rows = cache.get(id) ?? bank.slice(begin, begin + length * width);
      cache.set(id, rows);
      return Promise.resolve(rows);
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
  at: { readonly seed: number; readonly step: number },
): Promise<number> {
  const videos = order.map((i) => train[i]!);
  const empty = { classes: [], width: 0, read: () => Promise.resolve(new Float32Array(0)) };
  const { positions } = await makeBatch(empty, videos, sampling, at);
  const T = sampling.length;
  const distinct = videos.map((_, b) => new Set(positions.subarray(b * T, (b + 1) * T)).size);
  return distinct.reduce((a, b) => a + b, 0) / positions.length;
}

/** Numbers in [0, 1). */
function randomNumbers(count: number): Float32Array {
  const words = fillUint32(new Uint32Array(count), streamKey(0, "bench.features"), 0);
  const numbers = new Float32Array(words.buffer);
  for (let i = 0; i < count; i++) numbers[i] = (words[i]! >>> 8) / 2 ** 24;
  return numbers;
}

function classNames({ classes }: Recipe["data"]): string[] {
  if (!("file" in classes)) return [...classes];
  return Array.from({ length: classes.count }, (_, c) => `class ${c + 1}`);
}
