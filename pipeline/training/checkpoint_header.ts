/** What a checkpoint says beside its tensors: its `checkpoint.json`. */
import { basename, dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";

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
  /** Hash of the training part of it. */
  readonly training_data: string;
  /** Feature sources in order, with their values per snippet. */
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  /** Frames per second, or the file {video id: fps} that states them, relative to the recipe's data.root. */
  readonly fps: number | { readonly file: string };
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
  { classes, hash, trainingHash = hash }: Pick<Dataset, "classes" | "hash" | "trainingHash">,
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
    training_data: trainingHash,
    sources: sources.map(([name, { width }]) => ({ name, width })),
    fps: first.fps,
    stride: first.stride,
    recipe: program.resolved,
  };
}

/**
 * Reads the header of a checkpoint: of a run folder, or by the path of its `checkpoint.json` or of its tensors.
 *
 * @throws {UserError} When there is none, it is of another format, or of other tensors.
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
  const isTensors = path.endsWith(".safetensors");
  const file = path.endsWith(".json") ? path : join(isTensors ? dirname(path) : path, "checkpoint.json");
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
  if (isTensors && basename(path) !== header.tensors) {
    throw userError(`"${file}" describes "${header.tensors}", not "${basename(path)}"`, `give "${file}"`);
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
