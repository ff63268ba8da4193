/** Whether a run goes on with the data that it was begun with. */
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Checkpoint } from "./checkpoint/header.ts";

/**
 * Refuses to go on from a checkpoint that was trained on other data; other test data are a warning, which is returned.
 *
 * @throws {UserError} When the training data changed.
 */
export function requireSameData(
  { data, training_data: trained }: Pick<Checkpoint, "data" | "training_data">,
  { hash, trainingHash = hash }: Pick<Dataset, "hash" | "trainingHash">,
): string | undefined {
  if (data === hash) return undefined;
  if (trained === trainingHash) {
    return "The test data changed since the run began: the evaluations so far are of what they were then";
  }
  throw new UserError("Cannot resume", [{
    message:
      `The training data changed since the run began: their hash was ${trained}, now it is ${trainingHash}`,
    hint: "restore the data, or start a new run",
  }]);
}
