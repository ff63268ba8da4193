/** The predictions of a run, and beside them what they are scored against. */
import { join } from "node:path";
import type { Program } from "../../specs/program.ts";
import type { Detection } from "../annotations/detection.ts";
import { predictionsText } from "../annotations/predictions/text.ts";
import type { Dataset } from "../data/dataset.ts";
import { withAmbiguous } from "../evaluation/prepare.ts";
import { type FileSystem, writeWhole } from "../files/write.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS, type Kinds } from "../kinds/mod.ts";
import { writeTruth } from "./scored_truth.ts";
import { protocolOf } from "./test_split.ts";

/** What is scored by which rules. */
export interface RunToScore {
  readonly program: Pick<Program, "recipe">;
  /** How its kinds run; those of the language by default. */
  readonly kinds?: Pick<Kinds, "protocols"> | undefined;
  readonly dataset: Pick<Dataset, "groundTruth" | "test">;
}

/**
 * Writes the predictions for the test videos into a run folder, and what they are scored against, where something is.
 *
 * @throws {RunError} When a file cannot be written.
 */
export async function writeScored(
  folder: string,
  { program, kinds = KINDS, dataset }: RunToScore,
  detections: readonly Detection[],
  system: FileSystem = Deno,
): Promise<void> {
  const { groundTruth, test } = dataset;
  if (groundTruth) {
    const rules = createKind(kinds.protocols, protocolOf(program.recipe));
    const labels = new Set(detections.map(({ label }) => label));
    await writeTruth(folder, withAmbiguous(groundTruth, rules), test, labels, system);
  }
  const text = predictionsText(detections, test.map(({ id }) => id));
  await writeWhole(join(folder, "predictions.json"), text, system);
}
