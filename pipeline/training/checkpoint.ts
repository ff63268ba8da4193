/** Checkpoints: `checkpoint-<step>.safetensors` with parameters and optimizer moments, `checkpoint.json` with all else. */
import * as tf from "@tensorflow/tfjs-core";
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics.ts";
import { parametersOf } from "../../specs/program.ts";
import { writeWhole } from "../files.ts";
import { type Model, setParameter } from "../graph/model.ts";
import { allFinite, NotFinite } from "../not_finite.ts";
import type { Moments } from "./adam.ts";
import type { Checkpoint, CheckpointHeader } from "./checkpoint_header.ts";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

const PARTS = ["parameter", "first_moment", "second_moment"] as const;

/**
 * Writes a checkpoint as `<folder>/checkpoint-<step>.safetensors` and then `<folder>/checkpoint.json`, which names it;
 * earlier ones in the folder are removed.
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
export async function saveCheckpoint(
  folder: string,
  header: Omit<CheckpointHeader, "format" | "tensors">,
  model: Model,
  moments: Moments,
): Promise<void> {
  const tensors = `checkpoint-${header.step}.safetensors`;
  const maps = [model.parameters, moments.first, moments.second];
  const entries = PARTS.flatMap((part, i) =>
    [...maps[i]!].map(([name, variable]) => ({
      name: `${part}/${name}`,
      shape: variable.shape,
      read: () => finite(variable.dataSync(), part, name, header.step),
    }))
  );
  await writeWhole(join(folder, tensors), encodeSafetensors(entries, { format: "walt" }));
  const full: CheckpointHeader = { format: "walt-checkpoint/1", tensors, ...header };
  await writeWhole(join(folder, "checkpoint.json"), `${JSON.stringify(full, null, 2)}\n`);
  await removeOthers(folder, tensors);
}

/** The values, for a checkpoint to keep. */
function finite(
  values: Float32Array,
  part: typeof PARTS[number],
  name: string,
  step: number,
): Float32Array {
  if (allFinite(values)) return values;
  throw new NotFinite(
    `${
      part === "parameter" ? "Parameter" : "Optimizer moment of parameter"
    } "${name}" is not finite after step ${step}`,
    "lower training.optimizer.rate in a new run",
  );
}

/** Earlier tensors go only once the header names the new ones, so that an interruption leaves one whole checkpoint. */
async function removeOthers(folder: string, keep: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (/^checkpoint-\d+\.safetensors$/.test(name) && name !== keep) await Deno.remove(join(folder, name));
  }
}

/**
 * Puts the tensors of a checkpoint into a model, and into its optimizer's moments where they are given.
 *
 * @throws {UserError} When the file of tensors cannot be read, or is of another recipe.
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
  const path = join(dirname(checkpoint.file), checkpoint.tensors);
  const bytes = await Deno.readFile(path).catch(() => {
    throw userError(
      `"${checkpoint.file}" names "${checkpoint.tensors}", which cannot be read`,
      "the two files belong together",
    );
  });
  const tensors = decodeSafetensors(bytes, path);
  for (const { name, shape } of parametersOf(model.program)) {
    const read = (part: string) => {
      const found = tensors.get(`${part}/${name}`);
      if (!found || found.shape.join() !== shape.join()) {
        throw userError(
          `"${path}" has no ${part} "${name}" of shape [${shape.join(", ")}]`,
          "it is of another recipe",
        );
      }
      return tf.tensor(found.data, [...shape]);
    };
    setParameter(model, name, read("parameter"));
    if (!moments) continue;
    for (const [map, part] of [[moments.first, "first_moment"], [moments.second, "second_moment"]] as const) {
      const value = read(part);
      map.get(name)!.assign(value);
      value.dispose();
    }
  }
}
