/** Benchmark of the test phase: localizing every video of a test split, features in memory as files would give them. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createModel } from "../pipeline/graph/model.ts";
import { inferenceProgram } from "../pipeline/graph/passes/mod.ts";
import { inferenceSignals, testRows } from "../pipeline/inference/video.ts";
import { localizeVideos } from "../pipeline/inference/videos.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { createCeiling } from "./ceiling.ts";
import { memoryDataset } from "./dataset.ts";
import { forwardMultiplyAdds } from "./needed.ts";
import { peakGb } from "./process.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface TestingOptions {
  /** A recipe file, relative to the repository's root. */
  readonly recipe: string;
  readonly set?: readonly string[];
  /** Snippets of each test video. */
  readonly lengths: readonly number[];
  readonly rounds?: number;
}

/** Times are medians. */
export interface TestingResult {
  readonly recipe: string;
  readonly engine: string;
  readonly engine_description: string;
  /** Reading, maps and segments of all videos, by a model that was not trained. */
  readonly seconds: number;
  /** The first time in a process. */
  readonly first_seconds: number;
  readonly videos: number;
  /** That the model looks at. */
  readonly snippets: number;
  /** Needed arithmetic / time / the ceiling. */
  readonly ceiling_fraction: number;
  /** Best plain matrix product of the same run, 10^9 floating-point operations a second. */
  readonly ceiling_gflops: number;
  readonly peak_rss_gb: number;
  readonly notes: readonly string[];
}

/** Measures the localization of test videos. */
export async function benchTesting(
  { recipe: file, set = [], lengths, rounds = 5 }: TestingOptions,
): Promise<TestingResult> {
  const program = compileRecipe(join(ROOT, file), { set, read: readTextSync });
  const { recipe } = program;
  const engine = await openEngine(recipe.engine);
  const notes: string[] = [];
  const model = createModel(program, engine, {
    seed: recipe.training.seed,
    warn: (message) => notes.push(message),
  });
  const dataset = memoryDataset(recipe, lengths);
  const ceiling = createCeiling(engine.primitives);
  const times: number[] = [];
  let [videos, peak] = [0, 0];
  try {
    for (let i = 0; i < 1 + rounds; i++) {
      const began = performance.now();
      videos = 0;
      for await (const _ of localizeVideos(model, dataset)) videos++;
      times.push((performance.now() - began) / 1000);
      peak ||= peakGb();
      ceiling.sample();
    }
    const snippets = dataset.test.reduce((sum, video) => sum + testRows(model, video).length, 0);
    const computed = inferenceProgram(program, inferenceSignals(recipe.inference));
    const flop = 2 * forwardMultiplyAdds(computed, snippets);
    const seconds = median(times.slice(1));
    return {
      recipe: recipe.name,
      engine: engine.name,
      engine_description: engine.description,
      seconds: rounded(seconds),
      first_seconds: rounded(times[0]!),
      videos,
      snippets,
      ceiling_fraction: rounded(flop / seconds / 1e9 / ceiling.best()),
      ceiling_gflops: rounded(ceiling.best()),
      peak_rss_gb: rounded(peak),
      notes,
    };
  } finally {
    model.dispose();
  }
}
