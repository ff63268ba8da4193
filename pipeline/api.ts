/** Steps of a run as single calls, for programs. */
import { compileRecipe } from "../specs/compile/mod.ts";
import type { Vocabulary } from "../specs/kinds/mod.ts";
import { LANGUAGE, type Language } from "./language.ts";
import type { Program } from "../specs/program.ts";
import type { Engine } from "./engines/engine.ts";
import { createModel, type Model } from "./graph/model.ts";
import { enterOwnRecipes } from "./files/own_recipes.ts";
import { readTextSync } from "./files/reading.ts";
import { loadCheckpoint } from "./runs/checkpoint/checkpoint.ts";
import { readKept, requireFits } from "./runs/checkpoint/file.ts";
import type { Checkpoint } from "./runs/checkpoint/header.ts";

// What a program loads may extend walt's own recipes by name.
enterOwnRecipes();

/** How a recipe is loaded. */
export interface LoadRecipeOptions {
  /** Overrides `path=value`, in order; the last one wins. None by default. */
  readonly set?: readonly string[];
  /** What recipes may use: the language's own by default, or that of `loadExtensions`. */
  readonly vocabulary?: Vocabulary;
}

/**
 * Loads a recipe file with everything it extends, checks and compiles it. No engine is opened and no data are read.
 *
 * @param path Relative to the working folder, as paths in overrides are; paths in the file are relative to the file.
 * @throws {UserError} With every mistake of the recipe, in source order.
 *
 * @example Load a recipe with a value changed
 * ```ts
 * import { loadRecipe } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { recipe, losses } = loadRecipe("recipes/demo.yaml", { set: ["training.steps=100"] });
 * assert.equal(recipe.training.steps, 100);
 * assert.deepEqual(losses.map(({ name }) => name), ["action", "refine_action", "refine_background"]);
 * ```
 */
export function loadRecipe(path: string, { set = [], vocabulary }: LoadRecipeOptions = {}): Program {
  return compileRecipe(path, { set, cwd: Deno.cwd(), read: readTextSync }, vocabulary);
}

/** A model from a checkpoint. */
export interface LoadedModel {
  /** The model, for the caller to dispose of. */
  readonly model: Model;
  /** What the checkpoint says beside its tensors: classes, step, data set. */
  readonly checkpoint: Checkpoint;
}

/**
 * Makes the model that a checkpoint holds; its recipe comes with it.
 *
 * @param path A run folder or its `checkpoint.json`.
 * @param language What its recipe may use: the language's own by default, or that of `loadExtensions`.
 * @throws {UserError} When there is no checkpoint, it is damaged, or its files do not belong together.
 *
 * @example Localize with a model that was saved
 * ```ts
 * import {
 *   checkpointHeader,
 *   createModel,
 *   createSlots,
 *   disposeSlots,
 *   loadModel,
 *   loadRecipe,
 *   localizeVideo,
 *   openDataset,
 *   openEngine,
 *   saveCheckpoint,
 * } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const program = loadRecipe("recipes/demo.yaml", { set: ["constants.hidden=4"] });
 * const engine = await openEngine("cpu");
 * const dataset = await openDataset(program.recipe);
 * const saved = createModel(program, engine, { seed: 7 });
 * const slots = createSlots(saved);
 * const folder = await Deno.makeTempDir();
 * await saveCheckpoint(folder, checkpointHeader(saved, dataset, 0), saved, slots);
 *
 * const { model, checkpoint } = await loadModel(folder, engine);
 * assert.deepEqual(checkpoint.classes, dataset.classes);
 * const [video] = dataset.test;
 * const [before, after] = [await localizeVideo(saved, dataset, video!), await localizeVideo(model, dataset, video!)];
 * assert.deepEqual(after.scores, before.scores);
 * [saved, model].forEach((each) => each.dispose());
 * disposeSlots(slots);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function loadModel(
  path: string,
  engine: Engine,
  { vocabulary, kinds }: Language = LANGUAGE,
): Promise<LoadedModel> {
  const checkpoint = await readKept(path);
  const program = compileRecipe(checkpoint.file, { read: () => checkpoint.recipe }, vocabulary);
  requireFits(checkpoint, program);
  const model = createModel(program, engine, { seed: checkpoint.seed, kinds });
  try {
    await loadCheckpoint(checkpoint, model);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, checkpoint };
}
