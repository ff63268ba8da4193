/** Opens the data set that a recipe names. */
import type { Language } from "../language.ts";
import type { UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import type { Dataset } from "./dataset.ts";
import { openFolderDataset } from "./disk/folder_dataset.ts";
import { OWN_KINDS } from "./own_kinds.ts";
import { withSamplingWarnings } from "./sampling_warnings.ts";
import { generateDataset } from "./synthetic/dataset.ts";

/**
 * Opens the data set that a recipe names; features are read later, one video at a time.
 *
 * @param language What the recipe may use: the language's own by default, or that of `loadExtensions`.
 * @param options Whether feature files are sampled for the data set's hash: without, opening is faster. `headsIn` is a folder
 * that keeps what was read of the heads of many files: those that have the size and times that they had are not opened again. `onMistakes` gets
 * the mistakes instead of their being thrown where some videos can be read nevertheless; the data set has these alone.
 * @throws {UserError} With the mistakes of the annotation file, lists, classes and heads of the feature files.
 *
 * @example Read the features of a video
 * ```ts
 * import { loadRecipe, openDataset } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const dataset = await openDataset(loadRecipe("recipes/demo.yaml").recipe);
 * const [video] = dataset.test;
 * const features = await dataset.read(video!); // [L, D]
 * assert.equal(features.length, video!.length * dataset.width);
 * ```
 */
export async function openDataset(
  { data, features, evaluation }: Pick<Recipe, "data" | "features" | "evaluation">,
  language?: Language,
  options: {
    readonly isSampled?: boolean;
    readonly headsIn?: string | undefined;
    readonly onMistakes?: (mistakes: UserError) => void;
  } = {},
): Promise<Dataset> {
  const own = language ?? OWN_KINDS;
  const dataset = data.kind === "folder"
    ? await openFolderDataset(data, features, evaluation, { ...options, language: own })
    : generateDataset(data, features, evaluation);
  return withSamplingWarnings(dataset, features, own.kinds);
}
