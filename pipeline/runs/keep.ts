/** Which step a run keeps: the last one, or that of the best evaluation on the test split. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../specs/program.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import { count } from "../annotations/layout.ts";
import type { Dataset } from "../data/dataset.ts";
import { UNSCORED } from "../data/describe.ts";
import { isThere } from "../files/reading.ts";
import { BEST, DAMAGED, readCheckpoint } from "./checkpoint/file.ts";
import type { Checkpoint } from "./checkpoint/header.ts";
import { readTensors } from "./checkpoint/tensors.ts";
import type { Metrics } from "./metrics.ts";
import type { EvaluationLine } from "./metrics_file.ts";
import { protocolOf } from "./test_split.ts";

/** An evaluation as it compares with others. */
export interface ComparedStep {
  readonly step: number;
  /** Percent. */
  readonly average: number;
}

/** How a run chooses what it keeps. */
export interface KeepChoice {
  readonly keeps: "last" | "best";
  /** Name of the average by which evaluations compare: the headline unless the recipe names another. */
  readonly by: string;
  /** An evaluation by that average. */
  compared(line: EvaluationLine): ComparedStep;
}

/** What a recipe says in `training.keep`. */
export function choiceOf(recipe: Pick<Recipe, "training" | "evaluation">): KeepChoice {
  const { keep } = recipe.training;
  const { headline } = protocolOf(recipe);
  const by = typeof keep === "object" ? keep.best : headline;
  return {
    keeps: keep === "last" ? "last" : "best",
    by,
    // Lines of earlier versions have the headline alone.
    compared: ({ step, average, averages }) => ({
      step,
      average: by === headline ? average : averages?.[by] ?? NaN,
    }),
  };
}

/**
 * Refuses to choose a step by scores that there will not be.
 *
 * @throws {UserError} When the recipe keeps the best step and nothing is scored.
 */
export function requireScores(
  recipe: Pick<Recipe, "training" | "evaluation">,
  { groundTruth }: Dataset,
): void {
  if (groundTruth || choiceOf(recipe).keeps === "last") return;
  throw userError(`No step is the best where nothing is scored: ${UNSCORED}`, "write training.keep: last");
}

/** The best of some evaluations, the first of equals. */
export function bestOf(compared: readonly ComparedStep[]): ComparedStep {
  return compared.reduce((a, b) => b.average > a.average ? b : a);
}

/**
 * The best step that a run folder keeps when a run goes on from a step; undefined where there was no evaluation yet.
 *
 * @throws {UserError} When it is not there whole.
 */
export async function readBest(
  folder: string,
  program: Program,
  { step, evaluations }: { readonly step: number } & Pick<Metrics, "evaluations">,
): Promise<Checkpoint | undefined> {
  const file = join(folder, BEST);
  const best = step > 0 && isThere(file) ? await readCheckpoint(file) : undefined;
  if (best && best.step <= step) {
    await readTensors(best, program, []);
    return best;
  }
  if (evaluations.length === 0) return undefined;
  const found = best
    ? `is of step ${best.step}, which comes after the checkpoint of step ${step}`
    : "is absent";
  throw userError(
    `"${file}" ${found}: the best of ${count(evaluations.length, "evaluation")} is lost`,
    DAMAGED,
  );
}

/** What a person should know about a step that was chosen by its evaluation; nothing where it was not. */
export function choiceWarnings(
  { keeps, best, metrics: { evaluations } }: Pick<KeepChoice, "keeps"> & {
    readonly best: ComparedStep;
    readonly metrics: Pick<Metrics, "evaluations">;
  },
): string[] {
  if (keeps === "last" || evaluations.length < 2) return [];
  const chosen =
    `step ${best.step} is kept as the best of ${evaluations.length} evaluations on the test split`;
  return [`${chosen}: the choice looks at test labels`];
}
