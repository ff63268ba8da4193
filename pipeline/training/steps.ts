/** How long a training is. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import type { Model } from "../graph/model.ts";
import type { Program } from "../../specs/program.ts";
import { createKind } from "../kinds/kind.ts";
import { MODEL_KINDS, type ModelKinds } from "../kinds/model_kinds.ts";

/**
 * The steps of a training on so many videos: what the recipe states, or those of its epochs. Where the passes of these are
 * no multiple of a step's, the last step begins another epoch.
 *
 * @throws {RunError} When a batch maker of an extension says what cannot be.
 */
export function stepsOf(
  { program, kinds = MODEL_KINDS }: Pick<Model, "program"> & { readonly kinds?: ModelKinds | undefined },
  videos: number,
): number {
  const { steps, epochs, batch, batches } = program.recipe.training;
  if (epochs === undefined) return steps!;
  const { epoch = fullEpoch } = createKind(kinds.batches, batches);
  const each = epoch(videos, batch);
  if (Number.isSafeInteger(epochs * each) && each >= 1) return Math.ceil(epochs * each / passesOf(program));
  throw new RunError(
    `"${batches.kind}" of training.batches gives an epoch of ${each} steps, not 1 or more`,
    "mend it, or state training.steps",
  );
}

/** The passes of a step. */
export function passesOf({ recipe: { training } }: Pick<Program, "recipe">): number {
  return training.accumulate?.passes ?? 1;
}

/** Whether the test videos are scored after a step of a training of `end` steps. */
export function isEvaluatedAfter(
  { recipe: { training } }: Pick<Program, "recipe">,
  step: number,
  end: number,
): boolean {
  const { evaluate_every: every } = training;
  return step === end || (every !== undefined && step % every === 0);
}

/** Where a pass stands, which counts from 1 through the whole training. */
export function passAt(
  program: Pick<Program, "recipe">,
  pass: number,
): { readonly step: number; readonly isFirst: boolean; readonly isLast: boolean } {
  const passes = passesOf(program);
  return {
    step: Math.ceil(pass / passes),
    isFirst: (pass - 1) % passes === 0,
    isLast: pass % passes === 0,
  };
}

/** Which part of a training of so many steps is done before a step, which counts from 1. */
export function progressAt(step: number, steps: number): number {
  return (step - 1) / steps;
}

/** Every video once, the last batch as large as what is left. */
function fullEpoch(videos: number, batch: number): number {
  return Math.ceil(videos / batch);
}
