/** Benchmark of `deno task data check`, a process of its own from start to end, against reading its files twice. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import type { FeatureArray } from "../pipeline/data/disk/npy_write.ts";
import type { Video } from "../pipeline/data/dataset.ts";
import { writeDataset, type WrittenType } from "../pipeline/data/synthetic/write.ts";
import { RunError } from "../specs/diagnostics/diagnostics.ts";
import { spreadLengths } from "./lengths.ts";
import { median, rounded } from "./statistics.ts";

/** Medians of rounds; the files lie in the memory of the system. */
export interface DataCheckResult {
  readonly videos: number;
  /** 10^9 bytes of features in float32. */
  readonly gb: number;
  /** The whole process, of features in float32. */
  readonly check_ms: number;
  /** Reading every file whole twice, one after the other. */
  readonly twice_ms: number;
  /** The first / the second. */
  readonly ratio: number;
  /** The same of features in float16. */
  readonly float16_ratio: number;
  readonly notes: readonly string[];
}

/** The data set; features [L, 1024]. */
const VIDEOS = 3000;
const WIDTH = 1024;
const LENGTHS = { least: 60, spread: 80 };
/** Snippets of made features, of which every video is a stretch. */
const POOL = 400;

/**
 * Measures it on a data set that it writes below `bench` and removes.
 *
 * @throws {RunError} When the check finds a mistake.
 */
export async function benchDataCheck(rounds = 5, videos = VIDEOS): Promise<DataCheckResult> {
  const single = await measure("f4", rounds, videos);
  const half = await measure("f2", rounds, videos);
  const line = (name: string, { check, twice, gb }: Measured) =>
    `data check of ${gb.toFixed(2)} GB of ${name}: ${(check / 1000).toFixed(2)} s, reading the files twice ${
      (twice / 1000).toFixed(2)
    } s`;
  return {
    videos,
    gb: rounded(single.gb),
    check_ms: rounded(single.check),
    twice_ms: rounded(single.twice),
    ratio: rounded(single.ratio),
    float16_ratio: rounded(half.ratio),
    notes: [line("float32", single), line("float16", half)],
  };
}

interface Measured {
  readonly gb: number;
  readonly check: number;
  readonly twice: number;
  readonly ratio: number;
}

async function measure(dtype: WrittenType, rounds: number, count: number): Promise<Measured> {
  const root = Deno.makeTempDirSync({ dir: join(ROOT, "bench"), prefix: "data-" });
  try {
    const videos = videosOf(count);
    const folder = join(root, "set");
    await writeDataset(folder, { videos, sources: [sourceOf(videos)] }, { dtype });
    const recipe = join(root, "recipe.yaml");
    Deno.writeTextFileSync(recipe, RECIPE);
    const files = videos.map(({ id, split }) => join(folder, "features", split, "rgb", `${id}.npy`));
    const times: { check: number; twice: number }[] = [];
    let bytes = 0;
    // The first one fills caches.
    for (let i = 0; i <= rounds; i++) {
      const began = performance.now();
      bytes = readAll(files);
      readAll(files);
      const read = performance.now();
      await check(recipe);
      times.push({ twice: read - began, check: performance.now() - read });
    }
    const counted = times.slice(1);
    return {
      gb: bytes / 1e9,
      check: median(counted.map(({ check }) => check)),
      twice: median(counted.map(({ twice }) => twice)),
      ratio: median(counted.map(({ check, twice }) => check / twice)),
    };
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

function readAll(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + Deno.readFileSync(file).length, 0);
}

async function check(recipe: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("deno", {
    args: ["task", "--quiet", "data", "check", recipe, "--json"],
    cwd: ROOT,
    env: { INIT_CWD: ROOT },
  }).output();
  if (!success) throw new RunError("The data set cannot be checked", new TextDecoder().decode(stderr).trim());
}

const RECIPE = `version: 1
name: bench_data_check
extends: ${join(ROOT, "recipes/cola_thumos.yaml")}
data:
  root: set
  classes: [A, B]
  splits: { train: { list: split_train.txt }, test: { list: split_test.txt } }
features: { sources: { rgb: { width: ${WIDTH} }, flow: null } }
`;

function videosOf(count: number): Video[] {
  return spreadLengths(count, LENGTHS.least, LENGTHS.spread).map((length, i): Video => ({
    id: `video_${i}`,
    split: i % 5 === 0 ? "test" : "train",
    labels: [],
    length,
    fps: 25,
    stride: 16,
    duration: length * 16 / 25,
    segments: [{ label: "AB"[i % 2]!, start: 1, end: 3 }],
  }));
}

/** Values from 0 to below 1; no two videos are the same. */
function sourceOf(videos: readonly Video[]) {
  const pool = Float32Array.from({ length: POOL * WIDTH }, (_, i) => (i * 0.6180339887) % 1);
  const indices = new Map(videos.map(({ id }, i) => [id, i]));
  return {
    name: "rgb",
    width: WIDTH,
    fill(values: FeatureArray, { id }: Video) {
      const index = indices.get(id)!;
      const begin = (index * 37) % (pool.length - values.length);
      values.set(pool.subarray(begin, begin + values.length));
      values[0] = index;
    },
  };
}
