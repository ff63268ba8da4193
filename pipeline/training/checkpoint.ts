/** Checkpoints: `<name>.safetensors` with parameters and optimizer moments, `<name>.json` with all else. */
import * as tf from "@tensorflow/tfjs-core";
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics.ts";
import { parametersOf } from "../../specs/program.ts";
import type { Dataset } from "../data/dataset.ts";
import { writeWhole } from "../files.ts";
import { type Model, setParameter } from "../graph/model.ts";
import type { Moments } from "./adam.ts";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

/** What a checkpoint says beside its tensors. */
export interface CheckpointHeader {
  /** Name and version of this format. */
  readonly format: "walt-checkpoint/1";
  /** The file of tensors, beside this one. */
  readonly tensors: string;
  /** Optimizer steps done. */
  readonly step: number;
  /** Seed of the random streams. */
  readonly seed: number;
  /** The engine that trained it; only the same one continues to the bit. */
  readonly engine: string;
  /** Class names in index order. */
  readonly classes: readonly string[];
  /** Hash of the data set that it was trained on. */
  readonly data: string;
  /** Feature sources in order, with their values per snippet. */
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  /** Frames per second, or "per video". */
  readonly fps: number | string;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** The resolved recipe as YAML. */
  readonly recipe: string;
}

/** The header of a checkpoint that was read. */
export interface Checkpoint extends CheckpointHeader {
  /** Path of the `checkpoint.json`. */
  readonly file: string;
}

/**
 * What a checkpoint of a model says, but for the file of tensors, after `step` steps on a data set.
 *
 * @example Describe a model
 * ```ts
 * import { checkpointHeader, createModel, loadRecipe, openDataset, openEngine } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const program = loadRecipe("recipes/demo.yaml", { set: ["training.seed=3"] });
 * const model = createModel(program, await openEngine("cpu"));
 * const { step, seed, engine } = checkpointHeader(model, await openDataset(program.recipe), 100);
 * assert.deepEqual({ step, seed, engine }, { step: 100, seed: 3, engine: "cpu" });
 * model.dispose();
 * ```
 */
export function checkpointHeader(
  { program, engine, seed }: Model,
  { classes, hash }: Pick<Dataset, "classes" | "hash">,
  step: number,
): Omit<CheckpointHeader, "format" | "tensors"> {
  const sources = Object.entries(program.recipe.features.sources);
  const [, first] = sources[0]!;
  return {
    step,
    seed,
    engine: engine.name,
    classes,
    data: hash,
    sources: sources.map(([name, { width }]) => ({ name, width })),
    fps: typeof first.fps === "number" ? first.fps : "per video",
    stride: first.stride,
    recipe: program.resolved,
  };
}

const PARTS = ["parameter", "first_moment", "second_moment"] as const;

/**
 * Writes a checkpoint as `<folder>/checkpoint-<step>.safetensors` and then `<folder>/checkpoint.json`, which names it;
 * earlier ones in the folder are removed.
 *
 * @param folder An existing folder.
 * @param header What `checkpointHeader` gives.
 * @param moments What the optimizer remembers, so that training can go on.
 * @throws {RunError} When a file cannot be written.
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
      data: variable.dataSync(),
    }))
  );
  await writeWhole(join(folder, tensors), encodeSafetensors(entries, { format: "walt" }));
  const full: CheckpointHeader = { format: "walt-checkpoint/1", tensors, ...header };
  await writeWhole(join(folder, "checkpoint.json"), `${JSON.stringify(full, null, 2)}\n`);
  await removeOthers(folder, tensors);
}

/** Earlier tensors go only once the header names the new ones, so that an interruption leaves one whole checkpoint. */
async function removeOthers(folder: string, keep: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (/^checkpoint-\d+\.safetensors$/.test(name) && name !== keep) await Deno.remove(join(folder, name));
  }
}

/**
 * Reads the header of a checkpoint: of a run folder, or the path of a `checkpoint.json`.
 *
 * @throws {UserError} When there is none, or it is of another format.
 *
 * @example Say what to do when there is none
 * ```ts
 * import { readCheckpoint, UserError } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * await assert.rejects(readCheckpoint("runs/nothing"), UserError);
 * ```
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const isFile = path.endsWith(".json");
  const file = isFile ? path : join(path, "checkpoint.json");
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch {
    throw userError(
      `No checkpoint at "${file}"`,
      "give a run folder that has checkpoint.json, for instance runs/demo-1a2b3c4d-s0",
    );
  }
  const header = parseHeader(text);
  if (header?.format !== "walt-checkpoint/1") {
    throw userError(
      `"${file}" is not a checkpoint of walt`,
      'expected JSON with "format": "walt-checkpoint/1"',
    );
  }
  return { ...header, file };
}

function parseHeader(text: string): CheckpointHeader | undefined {
  try {
    return JSON.parse(text) as CheckpointHeader;
  } catch {
    return undefined;
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
