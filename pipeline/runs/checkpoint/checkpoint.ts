/** Checkpoints: `checkpoint-<step>.safetensors` with parameters and optimizer slots, `checkpoint.json` with all else. */
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Program, tensorsOf } from "../../../specs/program.ts";
import { type Model, setParameter } from "../../graph/model.ts";
import { KINDS, type Kinds } from "../../kinds/mod.ts";
import { optimizerOf, type Slots } from "../../training/optimizer.ts";
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
 * @param slots What the optimizer remembers, so that training can go on.
 * @throws {RunError} When a file cannot be written, or a value is not finite; what was there before is as it was.
 *
 * @example Save a model during training
 * ```ts
 * import {
 *   checkpointHeader,
 *   createModel,
 *   createSlots,
 *   disposeSlots,
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
 * const slots = createSlots(model);
 * const folder = await Deno.makeTempDir();
 * await train(model, dataset, {
 *   slots,
 *   onStep: ({ step }) => saveCheckpoint(folder, checkpointHeader(model, dataset, step), model, slots),
 * });
 * assert.equal((await readCheckpoint(folder)).step, 2);
 * disposeSlots(slots);
 * model.dispose();
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function saveCheckpoint(
  folder: string,
  header: CheckpointContent,
  model: Model,
  slots: Slots,
): Promise<void> {
  await writeCheckpoint(folder, header, model, slots, Deno);
}

/**
 * Puts the tensors of a checkpoint into a model, and into its optimizer's slots where they are given.
 *
 * @throws {UserError} When the file of tensors cannot be read, was changed, or is of another recipe; nothing is changed
 * then.
 *
 * @example Go on with training
 * ```ts
 * import {
 *   checkpointHeader,
 *   createModel,
 *   createSlots,
 *   disposeSlots,
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
 * const slots = createSlots(saved);
 * const losses: number[] = [];
 * await train(saved, dataset, {
 *   slots,
 *   async onStep({ step, total }) {
 *     losses.push(total);
 *     if (step === 2) await saveCheckpoint(folder, checkpointHeader(saved, dataset, 2), saved, slots);
 *   },
 * });
 *
 * const model = createModel(program, engine);
 * const restored = createSlots(model);
 * const checkpoint = await readCheckpoint(folder);
 * await loadCheckpoint(checkpoint, model, restored);
 * const again: number[] = [];
 * await train(model, dataset, {
 *   from: checkpoint.step,
 *   slots: restored,
 *   onStep({ total }) {
 *     again.push(total);
 *   },
 * });
 * assert.deepEqual(again, losses.slice(2)); // to the bit
 *
 * [saved, model].forEach((each) => each.dispose());
 * [slots, restored].forEach(disposeSlots);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function loadCheckpoint(
  checkpoint: Checkpoint,
  model: Model,
  slots?: Slots,
): Promise<void> {
  if (slots && checkpoint.best) {
    throw userError(
      `"${checkpoint.file}" has no optimizer slots: training cannot go on from it`,
      'give the "checkpoint.json" beside it',
    );
  }
  const tensors = await readTensors(checkpoint, model.program, optimizerOf(model).slots);
  const read = (part: string, name: string) => {
    const { data, shape } = tensors.get(`${part}/${name}`)!;
    return tf.tensor(data, [...shape]);
  };
  for (const { name } of tensorsOf(model.program)) setParameter(model, name, read("parameter", name));
  for (const [slot, variables] of slots ?? []) {
    for (const [name, variable] of variables) {
      const value = read(slot, name);
      variable.assign(value);
      value.dispose();
    }
  }
}

/** The step of the checkpoint that a folder holds whole; undefined where there is none. */
export async function intactStep(
  folder: string,
  program: Program,
  kinds: Kinds = KINDS,
): Promise<number | undefined> {
  try {
    const checkpoint = await readCheckpoint(folder);
    await readTensors(checkpoint, program, optimizerOf({ program, kinds }).slots);
    return checkpoint.step;
  } catch {
    return undefined;
  }
}
