/** How long a training is. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import type { Model } from "../graph/model.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS, type Kinds } from "../kinds/mod.ts";

/**
 * The steps of a training on so many videos: what the recipe states, or those of its epochs.
 *
 * @throws {RunError} When a batch maker of an extension says what cannot be.
 */
export function stepsOf(
  { program, kinds = KINDS }: Pick<Model, "program"> & { readonly kinds?: Kinds | undefined },
  videos: number,
): number {
  const { steps, epochs, batch, batches } = program.recipe.training;
  if (epochs === undefined) return steps!;
  const { epoch = fullEpoch } = createKind(kinds.batches, batches);
  const each = epoch(videos, batch);
  if (Number.isSafeInteger(epochs * each) && each >= 1) return epochs * each;
  throw new RunError(
    `"${batches.kind}" of training.batches gives an epoch of ${each} steps, not 1 or more`,
    "mend it, or state training.steps",
  );
}

/** Every video once, the last batch as large as what is left. */
function fullEpoch(videos: number, batch: number): number {
  return Math.ceil(videos / batch);
}
