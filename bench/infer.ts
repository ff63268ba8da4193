/** Benchmark of inference: localizing the actions of one video, features in memory. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createModel } from "../pipeline/graph/model.ts";
import { localizeVideo } from "../pipeline/inference/video.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { memoryDataset } from "./dataset.ts";
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
  const times: number[] = [];
  let segments = 0;
  try {
    for (let i = 0; i < WARM_UP + rounds; i++) {
      const began = performance.now();
      const { localization } = await localizeVideo(model, dataset, dataset.test[0]!);
      times.push(performance.now() - began);
      segments = localization.segments.length;
    }
  } finally {
    model.dispose();
  }
  return {
    recipe: recipe.name,
    engine: engine.name,
    engine_description: engine.description,
    infer_ms: rounded(median(times.slice(WARM_UP))),
    first_ms: rounded(times[0]!),
    snippets: length,
    segments,
    peak_rss_gb: rounded(peakGb()),
    notes,
  };
}
