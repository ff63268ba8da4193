/** Checkpoints: `checkpoint-<step>.safetensors` with parameters and optimizer moments, `checkpoint.json` with all else. */
import * as tf from "@tensorflow/tfjs-core";
import { parametersOf, type Program } from "../../../specs/program.ts";
import { type Model, setParameter } from "../../graph/model.ts";
import type { Moments } from "../../training/adam.ts";
import { readCheckpoint } from "./file.ts";
import type { Checkpoint, CheckpointContent } from "./header.ts";
import { readTensors, writeCheckpoint } from "./tensors.ts";

/**
 * Writes a checkpoint as `<folder>/checkpoint-<step>.safetensors` and then `<folder>/checkpoint.json`, which names it;
 * earlier ones in the folder are removed once both are on the disk. A step is saved once: where it is saved again with other
 * values, a power cut in between leaves neither.
 *
 * @param folder An existing folder.
 * @param header What `checkpointHeader` gives.
 * @param moments What the optimizer remembers, so that training can go on.
 * @throws {RunError} When a file cannot be written, or a value is not finite; what was there before is as it was.
 *
 * @example Save a model during training
 * ```ts
 * import {
 *   checkpointHeader,
 *   createModel,
 *   createMoments,
 *   disposeMoments,
 *   loadRecipe,
 *   openDataset,
 *   openEngine,
 *   readCheckpoint,
 *   saveCheckpoint,
 *   train,
 * } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["constants.hidden=4", "features.sampling.length=10", "data.videos={train: 5, test: 1}"];
 * const program = loadRecipe("recipes/demo.yaml", { set: [...set, "training.steps=2"] });
 * const dataset = await openDataset(program.recipe);
 * const model = createModel(program, await openEngine("cpu"));
 * const moments = createMoments(model);
 * const folder = await Deno.makeTempDir();
 * await train(model, dataset, {
 *   moments,
 *   onStep: ({ step }) => saveCheckpoint(folder, checkpointHeader(model, dataset, step), model, moments),
 * });
 * assert.equal((await readCheckpoint(folder)).step, 2);
 * disposeMoments(moments);
 * model.dispose();
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function saveCheckpoint(
  folder: string,
  header: CheckpointContent,
  model: Model,
  moments: Moments,
): Promise<void> {
  return writeCheckpoint(folder, header, model, moments, Deno);
}

/**
 * Puts the tensors of a checkpoint into a model, and into its optimizer's moments where they are given.
 *
 * @throws {UserError} When the file of tensors cannot be read, was changed, or is of another recipe; nothing is changed
 * then.
 *
 * @example Go on with training
 * ```ts
 * import {
 *   checkpointHeader,
 *   createModel,
 *   createMoments,
 *   disposeMoments,
 *   loadCheckpoint,
 *   loadRecipe,
 *   openDataset,
 *   openEngine,
 *   readCheckpoint,
 *   saveCheckpoint,
 *   train,
 * } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["constants.hidden=4", "features.sampling.length=10", "data.videos={train: 5, test: 1}"];
 * const program = loadRecipe("recipes/demo.yaml", { set: [...set, "training.steps=4"] });
 * const dataset = await openDataset(program.recipe);
 * const engine = await openEngine("cpu");
 * const folder = await Deno.makeTempDir();
 *
 * const saved = createModel(program, engine);
 * const moments = createMoments(saved);
 * const losses: number[] = [];
 * await train(saved, dataset, {
 *   moments,
 *   async onStep({ step, total }) {
 *     losses.push(total);
 *     if (step === 2) await saveCheckpoint(folder, checkpointHeader(saved, dataset, 2), saved, moments);
 *   },
 * });
 *
 * const model = createModel(program, engine);
 * const restored = createMoments(model);
 * const checkpoint = await readCheckpoint(folder);
 * await loadCheckpoint(checkpoint, model, restored);
 * const again: number[] = [];
 * await train(model, dataset, {
 *   from: checkpoint.step,
 *   moments: restored,
 *   onStep({ total }) {
 *     again.push(total);
 *   },
 * });
 * assert.deepEqual(again, losses.slice(2)); // to the bit
 *
 * [saved, model].forEach((each) => each.dispose());
 * [moments, restored].forEach(disposeMoments);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function loadCheckpoint(
  checkpoint: Checkpoint,
  model: Model,
  moments?: Moments,
): Promise<void> {
  const tensors = await readTensors(checkpoint, model.program);
  const read = (part: string, name: string) => {
    const { data, shape } = tensors.get(`${part}/${name}`)!;
    return tf.tensor(data, [...shape]);
  };
  for (const { name } of parametersOf(model.program)) {
    setParameter(model, name, read("parameter", name));
    if (!moments) continue;
    for (const [map, part] of [[moments.first, "first_moment"], [moments.second, "second_moment"]] as const) {
      const value = read(part, name);
      map.get(name)!.assign(value);
      value.dispose();
    }
  }
}

/** The step of the checkpoint that a folder holds whole; undefined where there is none. */
export async function intactStep(folder: string, program: Program): Promise<number | undefined> {
  try {
    const checkpoint = await readCheckpoint(folder);
    await readTensors(checkpoint, program);
    return checkpoint.step;
  } catch {
    return undefined;
  }
}
