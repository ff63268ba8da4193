/** How a run chooses the step that it keeps. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import type { Dataset } from "../data/dataset.ts";
import { UNSCORED } from "../data/describe.ts";
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

/** What a person should know about a step that was chosen by its evaluation; nothing where it was not. */
export function choiceWarnings(
  { keeps, best, metrics: { evaluations } }: Pick<KeepChoice, "keeps"> & {
    readonly best: ComparedStep;
    readonly metrics: { readonly evaluations: readonly EvaluationLine[] };
  },
): string[] {
  if (keeps === "last" || evaluations.length < 2) return [];
  const chosen =
    `step ${best.step} is kept as the best of ${evaluations.length} evaluations on the test split`;
  return [`${chosen}: the choice looks at test labels`];
}
