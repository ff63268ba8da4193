/** Benchmark of inference: localizing the actions of one video, features in memory. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createModel } from "../pipeline/graph/model.ts";
import { inferenceProgram } from "../pipeline/graph/passes/mod.ts";
import { inferenceSignals, localizeVideo } from "../pipeline/inference/video.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { createCeiling } from "./ceiling.ts";
import { memoryDataset } from "./dataset.ts";
import { forwardMultiplyAdds } from "./needed.ts";
import { peakGb } from "./process.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface InferOptions {
  /** A recipe file, relative to the repository's root. */
  readonly recipe: string;
  readonly set?: readonly string[];
  /** Snippets of the video. */
  readonly length: number;
  readonly rounds?: number;
}

/** Times in ms are medians. */
export interface InferResult {
  readonly recipe: string;
  readonly engine: string;
  readonly engine_description: string;
  /** Maps, segments, scores and suppression of one video, by a model that was not trained. */
  readonly infer_ms: number;
  /** The first video of a length: where an engine records, this is when. */
  readonly first_ms: number;
  readonly snippets: number;
  readonly segments: number;
  /** Needed arithmetic / time / the ceiling. */
  readonly ceiling_fraction: number;
  /** Best plain matrix product of the same run, 10^9 floating-point operations a second. */
  readonly ceiling_gflops: number;
  /** Time - that of the needed arithmetic at the ceiling, ms. */
  readonly beyond_products_ms: number;
  readonly peak_rss_gb: number;
  readonly notes: readonly string[];
}

/** Videos before anything counts. */
const WARM_UP = 2;

/** Measures the localization of one video of `length` snippets. */
export async function benchInfer(
  { recipe: file, set = [], length, rounds = 7 }: InferOptions,
): Promise<InferResult> {
  const program = compileRecipe(join(ROOT, file), { set, read: readTextSync });
  const { recipe } = program;
  const engine = await openEngine(recipe.engine);
  const notes: string[] = [];
  const model = createModel(program, engine, {
    seed: recipe.training.seed,
    warn: (message) => notes.push(message),
  });
  const dataset = memoryDataset(recipe, [length]);
  const ceiling = createCeiling(engine.primitives);
  const times: number[] = [];
  let [segments, peak] = [0, 0];
  try {
    for (let i = 0; i < WARM_UP + rounds; i++) {
      const began = performance.now();
      const { localization } = await localizeVideo(model, dataset, dataset.test[0]!);
      times.push(performance.now() - began);
      segments = localization.segments.length;
      if (i < WARM_UP) continue;
      peak ||= peakGb();
      ceiling.sample();
    }
  } finally {
    model.dispose();
  }
  const computed = inferenceProgram(program, inferenceSignals(recipe.inference));
  const inferMs = median(times.slice(WARM_UP));
  const productMs = 2 * forwardMultiplyAdds(computed, length) / ceiling.best() / 1e6;
  return {
    recipe: recipe.name,
    engine: engine.name,
    engine_description: engine.description,
    infer_ms: rounded(inferMs),
    first_ms: rounded(times[0]!),
    snippets: length,
    segments,
    ceiling_fraction: rounded(productMs / inferMs),
    ceiling_gflops: rounded(ceiling.best()),
    beyond_products_ms: rounded(inferMs - productMs),
    peak_rss_gb: rounded(peak),
    notes,
  };
}
