/** The best step that a run folder keeps. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../specs/program.ts";
import { count } from "../annotations/layout.ts";
import { isThere } from "../files/reading.ts";
import { BEST, DAMAGED, readCheckpoint } from "./checkpoint/file.ts";
import type { Checkpoint } from "./checkpoint/header.ts";
import { readTensors } from "./checkpoint/tensors.ts";
import type { Metrics } from "./metrics.ts";

/**
 * The best step that a run folder keeps when a run goes on from a step; undefined where there was no evaluation yet.
 *
 * @throws {UserError} When it is not there whole.
 */
export async function readBest(
  folder: string,
  program: Program,
  { step, evaluations }: { readonly step: number } & Pick<Metrics, "evaluations">,
): Promise<Checkpoint | undefined> {
  const file = join(folder, BEST);
  const best = step > 0 && isThere(file) ? await readCheckpoint(file) : undefined;
  if (best && best.step <= step) {
    await readTensors(best, program, []);
    return best;
  }
  if (evaluations.length === 0) return undefined;
  const found = best
    ? `is of step ${best.step}, which comes after the checkpoint of step ${step}`
    : "is absent";
  throw userError(
    `"${file}" ${found}: the best of ${count(evaluations.length, "evaluation")} is lost`,
    DAMAGED,
  );
}
