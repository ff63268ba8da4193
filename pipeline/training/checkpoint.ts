/** Checkpoints: `checkpoint-<step>.safetensors` with parameters and optimizer moments, `checkpoint.json` with all else. */
import * as tf from "@tensorflow/tfjs-core";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import { type FileSystem, writeWhole } from "../files.ts";
import { type Model, setParameter } from "../graph/model.ts";
import { allFinite, NotFinite } from "../not_finite.ts";
import type { Moments } from "./adam.ts";
import { checkpointText, DAMAGED, readCheckpoint, tensorsName } from "./checkpoint_file.ts";
import type { Checkpoint, CheckpointContent } from "./checkpoint_header.ts";
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from "./safetensors.ts";

const PARTS = ["parameter", "first_moment", "second_moment"] as const;

/**
 * Writes a checkpoint as `<folder>/checkpoint-<step>.safetensors` and then `<folder>/checkpoint.json`, which names it;
 * earlier ones in the folder are removed once both are on the disk.
 *
 * @param folder An existing folder.
 * @param header What `checkpointHeader` gives.
 * @param moments What the optimizer remembers, so that training can go on.
 * @param system Where files lie; the machine's own unless another is given.
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
  header: CheckpointContent,
  model: Model,
  moments: Moments,
  system: FileSystem = Deno,
): Promise<void> {
  const tensors = tensorsName(header.step);
  const maps = [model.parameters, moments.first, moments.second];
  const entries = PARTS.flatMap((part, i) =>
    [...maps[i]!].map(([name, variable]) => ({
      name: `${part}/${name}`,
      shape: variable.shape,
      read: () => finite(variable.dataSync(), part, name, header.step),
    }))
  );
  const hash = createHash("sha256");
  const bytes = encodeSafetensors(entries, { format: "walt" })
    .map((piece) => {
      hash.update(piece);
      return piece;
    });
  await writeWhole(join(folder, tensors), bytes, system);
  const text = checkpointText({ tensors, tensors_sha256: hash.digest("hex"), ...header });
  await writeWhole(join(folder, "checkpoint.json"), text, system);
  await removeOthers(folder, tensors, system);
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
async function removeOthers(folder: string, keep: string, system: FileSystem): Promise<void> {
  for await (const { name } of system.readDir(folder)) {
    if (/^checkpoint-\d+\.safetensors$/.test(name) && name !== keep) await system.remove(join(folder, name));
  }
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

/** The tensors of a checkpoint, exactly those that a program has parameters for. */
async function readTensors(checkpoint: Checkpoint, program: Program): Promise<Map<string, NamedTensor>> {
  const path = join(dirname(checkpoint.file), checkpoint.tensors);
  const bytes = await readBytes(checkpoint, path);
  const tensors = decodeSafetensors(bytes, path);
  const wanted = new Map(
    parametersOf(program).flatMap(({ name, shape }) => PARTS.map((part) => [`${part}/${name}`, shape])),
  );
  for (const [name, shape] of wanted) {
    if (tensors.get(name)?.shape.join() === shape.join()) continue;
    throw userError(
      `"${path}" has no tensor "${name}" of shape [${shape.join(", ")}]`,
      "it is of another recipe",
    );
  }
  for (const { name, data } of tensors.values()) {
    if (!wanted.has(name)) {
      throw userError(`"${path}" has a tensor "${name}" too many`, "it is of another recipe");
    }
    if (!allFinite(data)) {
      throw userError(`"${path}" has a value in tensor "${name}" that is not finite`, DAMAGED);
    }
  }
  const { tensors_sha256: expected } = checkpoint;
  if (expected !== undefined && createHash("sha256").update(bytes).digest("hex") !== expected) {
    throw userError(`"${path}" was changed since it was written: its hash is another`, DAMAGED);
  }
  return tensors;
}

async function readBytes({ file, tensors }: Checkpoint, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if (!(await Deno.stat(path)).isFile) throw new Error("it is not a file");
    return await Deno.readFile(path);
  } catch {
    throw userError(`"${file}" names "${tensors}", which cannot be read`, "the two files belong together");
  }
}
