/** Memories that a pass over all training videos fills before a step. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Program, tensorsOf } from "../../specs/program.ts";
import { testBatch } from "../data/batches/test_batch.ts";
import { batchTensors } from "../data/batches/tensors.ts";
import type { Dataset } from "../data/dataset.ts";
import { evaluateNodes } from "../graph/evaluate.ts";
import { initialValue, type Model, readParameters, setParameter } from "../graph/model.ts";
import { fillingProgram } from "../graph/passes/mod.ts";
import { createKind } from "../kinds/kind.ts";
import { NotFinite } from "../not_finite.ts";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { changeMemories } from "./optimizer.ts";
import { progressAt } from "./steps.ts";

/** The memories that are filled before a step of a training of so many steps. */
export function filledBefore(step: number, { updates }: Pick<Program, "updates">, steps: number): string[] {
  const isDone = (share: number, step: number) => progressAt(step, steps) >= share;
  return updates.flatMap(({ name, fill }) =>
    fill !== undefined && isDone(fill, step) && (step === 1 || !isDone(fill, step - 1)) ? [name] : []
  );
}

/**
 * Gives memories their initial values.
 *
 * @returns What fills them with a video.
 */
export function beginFilling(
  model: Model,
  memories: readonly string[],
): (inputs: ReadonlyMap<string, Tensor>) => void {
  for (const spec of tensorsOf(model.program)) {
    if (memories.includes(spec.name)) setParameter(model, spec.name, initialValue(spec, model));
  }
  const program = fillingProgram(model.program, memories);
  const { kinds, engine: { primitives }, seed } = model;
  return (inputs) =>
    tf.tidy(() => {
      const parameters = readParameters(model);
      const values = evaluateNodes(program, { kinds, primitives, parameters, inputs, seed, step: 0 });
      const next = program.updates.map(({ name, node }) => [name, values[node]!] as const);
      changeMemories(model, new Map(next), tf.scalar(0));
    });
}

/** When memories are filled, and until when. */
export interface Filling {
  /** The step before which they are. */
  readonly step: number;
  /** Those of the whole training. */
  readonly steps: number;
  /** Called after every video; what it answers false to is not gone on with. */
  readonly onVideo?: (() => Promise<boolean | void> | boolean | void) | undefined;
}

/**
 * Fills memories with all training videos, one after the other as inference sees them.
 *
 * @returns False where `onVideo` has answered false: the memories are what they were.
 * @throws {NotFinite} With the video at which a value is not finite.
 */
export async function fillMemories(
  model: Model,
  dataset: Dataset,
  memories: readonly string[],
  { step, steps, onVideo }: Filling,
): Promise<boolean> {
  const before = memories.map((name) => {
    const variable = model.parameters.get(name)!;
    return { name, shape: variable.shape, values: variable.dataSync() };
  });
  const { length, test } = model.program.recipe.features.sampling;
  const sampling = { length, sample: createKind(model.kinds.test_samplers, test) };
  const fill = beginFilling(model, memories);
  for (const video of dataset.train) {
    const inputs = batchTensors({
      ...await testBatch(dataset, video, sampling),
      progress: progressAt(step, steps),
      step,
    });
    try {
      fill(inputs);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      throw new NotFinite(
        `Cannot fill ${
          memories.map((name) => `"${name}"`).join(" and ")
        } before step ${step}: ${error.message}, in ${video.id}`,
        "look at the features of this video, and at the formula of the update",
        { cause: error },
      );
    } finally {
      tf.dispose([...inputs.values()]);
    }
    if (await onVideo?.() === false) {
      for (const { name, shape, values } of before) setParameter(model, name, tf.tensor(values, [...shape]));
      return false;
    }
  }
  return true;
}
