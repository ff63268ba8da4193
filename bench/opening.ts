/** Benchmark of opening a data set of ActivityNet's size, the first time and the next times. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import type { Video } from "../pipeline/data/dataset.ts";
import { openDataset } from "../pipeline/data/open_dataset.ts";
import { writeDataset } from "../pipeline/data/synthetic/write.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { spreadLengths } from "./lengths.ts";
import { median, rounded } from "./statistics.ts";

/** Medians of rounds; the files lie in the memory of the system. */
export interface OpeningResult {
  readonly videos: number;
  /** Every file is opened. */
  readonly first_ms: number;
  /** Files are those that they were. */
  readonly opening_ms: number;
  readonly notes: readonly string[];
}

/** Videos that can be had of ActivityNet 1.3, train and validation. */
const VIDEOS = { train: 10024, test: 4926 };
const WIDTH = 16;
/** Snippets: opening reads the head of a file and 16 KiB at most. */
const LENGTHS = { least: 60, spread: 300 };
/** The classes of `writeLarge`. */
export const LARGE_CLASSES = Array.from({ length: 200 }, (_, i) => `class_${String(i).padStart(3, "0")}`);

/** Measures it on a data set that it writes below `bench` and removes. */
export async function benchOpening(rounds = 5, { train, test } = VIDEOS): Promise<OpeningResult> {
  const root = Deno.makeTempDirSync({ dir: join(ROOT, "bench"), prefix: "opening-" });
  try {
    const folder = join(root, "set");
    await writeLarge(folder, WIDTH, { train, test });
    const recipe = join(root, "recipe.yaml");
    Deno.writeTextFileSync(recipe, recipeOf(folder));
    const program = compileRecipe(recipe, { read: readTextSync });
    const timed = async (headsIn?: string) => {
      const began = performance.now();
      await openDataset(program.recipe, undefined, { headsIn });
      return performance.now() - began;
    };
    const headsIn = join(root, "heads");
    // These fill caches; what was written just now is kept by the second.
    await timed();
    await timed(headsIn);
    const times: { first: number; next: number }[] = [];
    for (let i = 0; i < rounds; i++) times.push({ first: await timed(), next: await timed(headsIn) });
    const first = median(times.map((each) => each.first));
    const next = median(times.map((each) => each.next));
    return {
      videos: train + test,
      first_ms: rounded(first),
      opening_ms: rounded(next),
      notes: [
        `opening ${train + test} videos of two files each the first time: ${(first / 1000).toFixed(2)} s`,
      ],
    };
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

/** Writes a data set of so many videos with two sources, as float16. */
export async function writeLarge(folder: string, width: number, { train, test } = VIDEOS): Promise<void> {
  const sources = ["rgb", "flow"].map((name) => ({
    name,
    width,
    fill: (values: { fill(value: number): unknown }) => void values.fill(1),
  }));
  await writeDataset(folder, { videos: videosOf(train, test), sources }, { dtype: "f2" });
}

function recipeOf(folder: string): string {
  return `version: 1
name: bench_opening
extends: ${fileURLToPath(new URL("../recipes/cola_thumos.yaml", import.meta.url))}
data:
  root: ${folder}
  classes: [${LARGE_CLASSES}]
  splits: { train: { list: split_train.txt }, test: { list: split_test.txt } }
features: { sources: { rgb: { width: ${WIDTH} }, flow: { width: ${WIDTH} } } }
`;
}

function videosOf(train: number, test: number): Video[] {
  return spreadLengths(train + test, LENGTHS.least, LENGTHS.spread).map((length, i): Video => ({
    id: `v_${String(i).padStart(11, "0")}`,
    split: i < train ? "train" : "test",
    labels: [],
    length,
    fps: 25,
    stride: 16,
    duration: length * 16 / 25,
    segments: [{ label: LARGE_CLASSES[i % LARGE_CLASSES.length]!, start: 1, end: 3 }],
  }));
}
