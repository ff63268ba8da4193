/** What the benchmarks of inference share: a model that was not trained, videos in memory, and the machine's products. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import type { Dataset } from "../pipeline/data/dataset.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createModel, type Model } from "../pipeline/graph/model.ts";
import { inferenceProgram } from "../pipeline/graph/passes/mod.ts";
import { inferenceSignals, testRows } from "../pipeline/inference/video.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { createCeiling } from "./ceiling.ts";
import { memoryDataset } from "./dataset.ts";
import { forwardMultiplyAdds } from "./needed.ts";
import { peakGb } from "./process.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface InferenceOptions {
  /** A recipe file, relative to the repository's root. */
  readonly recipe: string;
  readonly set?: readonly string[];
  /** Snippets of each test video. */
  readonly lengths: readonly number[];
  readonly rounds?: number;
}

/** What is known of every measurement. */
export interface InferenceResult {
  readonly recipe: string;
  readonly engine: string;
  readonly engine_description: string;
  /** That the model looks at, of all videos. */
  readonly snippets: number;
  /** Needed arithmetic / time / the ceiling. */
  readonly ceiling_fraction: number;
  /** Best plain matrix product of the same run, 10^9 floating-point operations a second. */
  readonly ceiling_gflops: number;
  readonly peak_rss_gb: number;
  readonly notes: readonly string[];
}

/** A measurement; times in ms. */
export interface InferenceTimes {
  /** The first time in the process: where an engine records, this is when. */
  readonly first: number;
  /** The median of the rounds. */
  readonly usual: number;
  readonly result: InferenceResult;
}

/** What happens beside what is timed. */
export interface Beside {
  /** Begins a round with a time that does not count: samples of the ceiling leave other things in the caches. */
  readonly settle: boolean;
  /** Is shown the model after each round. */
  readonly after?: (model: Model) => void;
}

/** Times `once` in rounds, each followed by one sample of the ceiling. */
export async function timeInference(
  { recipe: file, set = [], lengths, rounds = 5 }: InferenceOptions,
  once: (model: Model, dataset: Dataset) => Promise<void>,
  { settle, after }: Beside,
): Promise<InferenceTimes> {
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
  const time = async () => {
    const began = performance.now();
    await once(model, dataset);
    return performance.now() - began;
  };
  try {
    const first = await time();
    const times: number[] = [];
    let peak = 0;
    for (let i = 0; i < rounds; i++) {
      if (settle) await time();
      times.push(await time());
      peak ||= peakGb();
      after?.(model);
      ceiling.sample();
    }
    const snippets = dataset.test.reduce((sum, video) => sum + testRows(model, video).length, 0);
    const computed = inferenceProgram(program, inferenceSignals(recipe.inference));
    const products = 2 * forwardMultiplyAdds(computed, snippets) / ceiling.best() / 1e6;
    const usual = median(times);
    return {
      first,
      usual,
      result: {
        recipe: recipe.name,
        engine: engine.name,
        engine_description: engine.description,
        snippets,
        ceiling_fraction: rounded(products / usual),
        ceiling_gflops: rounded(ceiling.best()),
        peak_rss_gb: rounded(peak),
        notes,
      },
    };
  } finally {
    model.dispose();
  }
}
