/** What a checkpoint says beside its tensors: its `checkpoint.json`, or `best.json`. */
import type { StatedRate } from "../../../specs/recipe/features.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { EngineName } from "../../engines/engine.ts";
import type { Model } from "../../graph/model.ts";

/** What a checkpoint says beside its tensors. */
export interface CheckpointHeader {
  /** Name and version of this format; the first version had no hashes. */
  readonly format: "walt-checkpoint/1" | "walt-checkpoint/2";
  /** The file of tensors, beside this one: `checkpoint-<step>.safetensors`, or `best-<step>.safetensors`. */
  readonly tensors: string;
  /** SHA-256 of that file; absent in the first version. */
  readonly tensors_sha256?: string | undefined;
  /** Optimizer steps done. */
  readonly step: number;
  /** Seed of the random streams. */
  readonly seed: number;
  /** The engine that trained it; only the same one continues to the bit. */
  readonly engine: EngineName;
  /** Class names in index order. */
  readonly classes: readonly string[];
  /** Hash of the data set that it was trained on. */
  readonly data: string;
  /** Hash of the training part of it. */
  readonly training_data: string;
  /** Feature sources in order, with their values per snippet. */
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  /** Frames per second; a file {video id: fps} is relative to the recipe's data.root. */
  readonly fps: StatedRate;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** The resolved recipe as YAML. */
  readonly recipe: string;
  /** The lines of `metrics.jsonl` so far, and SHA-256 of them. */
  readonly metrics?: LinesHash | undefined;
  /** SHA-256 of the run's `environment.json`; absent where it had none. */
  readonly environment_sha256?: string | undefined;
  /** Of the best evaluation, in `best.json`: by which average, and its percent. Its tensors are the parameters alone. */
  readonly best?: { readonly by: string; readonly average: number } | undefined;
}

/** Some lines of text and their hash. */
export interface LinesHash {
  /** How many there are. */
  readonly lines: number;
  /** SHA-256 over them, line breaks included. */
  readonly sha256: string;
}

/** What a checkpoint says of the training alone, not of its files. */
export type CheckpointContent = Omit<CheckpointHeader, "format" | "tensors" | "tensors_sha256">;

/** The header of a checkpoint that was read. */
export interface Checkpoint extends CheckpointHeader {
  /** Path of the `checkpoint.json` or `best.json`. */
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
): CheckpointContent {
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
