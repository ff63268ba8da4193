/** A finished run again, from the files of its folder. */
import { createModel } from "../graph/model.ts";
import { stepsOf } from "../training/steps.ts";
import { loadCheckpoint } from "./checkpoint/checkpoint.ts";
import { readCheckpoint } from "./checkpoint/file.ts";
import { readBest } from "./keep.ts";
import { bestOf, choiceOf } from "./keep_choice.ts";
import { readMetrics } from "./metrics.ts";
import type { FinishedRun, RunOptions } from "./run.ts";
import { requireSameData } from "./same_data.ts";
import { evaluateTestSplit, lineOf } from "./test_split.ts";

/** What of a run is there without training it. */
export interface ReopenOptions
  extends Pick<RunOptions, "program" | "kinds" | "engine" | "dataset" | "folder"> {
  /** Is told what is not as it was when the run ended. */
  readonly warn: (message: string) => void;
}

/**
 * Loads the weights that a finished run keeps, and evaluates them as it did.
 *
 * @throws {UserError} When a file of the run is damaged, or its training data are others by now.
 * @throws {RunError} When a map is not finite.
 */
export async function reopenRun(
  { program, kinds, engine, dataset, folder, warn }: ReopenOptions,
): Promise<FinishedRun> {
  const last = await readCheckpoint(folder);
  const changed = requireSameData(last, dataset);
  if (changed) warn(changed);
  const { warning, ...metrics } = await readMetrics(folder, last);
  if (warning) warn(warning);
  const choice = choiceOf(program.recipe);
  const best = choice.keeps === "best"
    ? await readBest(folder, program, { step: last.step, evaluations: metrics.evaluations })
    : undefined;
  const keeps = best ?? last;
  const model = createModel(program, engine, { kinds, seed: last.seed, warn });
  try {
    await loadCheckpoint(keeps, model);
    const kept = { ...await evaluateTestSplit(model, dataset), step: keeps.step };
    const lines = metrics.evaluations.length > 0 ? metrics.evaluations : [lineOf(kept.step, kept)];
    const evaluations = lines.map(choice.compared);
    return {
      model,
      kept,
      ...choice,
      last: evaluations.at(-1)!,
      best: best?.best ? { step: best.step, average: best.best.average } : bestOf(evaluations),
      metrics,
      steps: stepsOf({ program, kinds }, dataset.train.length),
    };
  } catch (error) {
    model.dispose();
    throw error;
  }
}
