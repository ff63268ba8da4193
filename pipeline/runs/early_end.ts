/** How a run ends before it is finished, and what is kept then. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../specs/program.ts";
import type { Kinds } from "../kinds/mod.ts";
import { intactStep } from "./checkpoint/checkpoint.ts";

/** Thrown when a run is interrupted; everything to resume it is written. */
export class Interrupted extends Error {
  override name = "Interrupted";
  readonly step: number;

  constructor(step: number) {
    super(`Interrupted at step ${step}`);
    this.step = step;
  }
}

/** Thrown when something else than training fails after a step that is kept: the run can be resumed from there. */
export class Unfinished extends Error {
  override name = "Unfinished";
  /** The step of the checkpoint. */
  readonly step: number;

  constructor(step: number, cause: unknown) {
    super(`Unfinished after step ${step}`, { cause });
    this.step = step;
  }
}

/** The error of a failed run that says besides which step is kept: the one that is on the disk, which may be none. */
export async function withKept(
  error: unknown,
  { folder, program, kinds }: { folder: string; program: Program; kinds?: Kinds | undefined },
): Promise<unknown> {
  if (!(error instanceof Unfinished || error instanceof RunError)) return error;
  const step = await intactStep(folder, program, kinds);
  const isUnfinished = error instanceof Unfinished;
  if (isUnfinished && step !== undefined) return new Unfinished(step, error.cause);
  const reason = isUnfinished ? error.cause : error;
  if (!(reason instanceof RunError) || (!isUnfinished && step === undefined)) return reason;
  const kept = step === undefined
    ? "nothing of it is kept there"
    : `the checkpoint of step ${step} is intact`;
  return new RunError(reason.message, reason.hint ? `${reason.hint}; ${kept}` : kept, { cause: reason });
}
