/** A failure after which a run can be resumed. */
import { goOnWith } from "./terminal/interruption.ts";

/** What failed is the cause; the message says how to go on. */
export class Resumable extends Error {
  override name = "Resumable";

  constructor(folder: string, step: number, cause: unknown) {
    super(`Step ${step} is kept. Once that is mended, go on with: ${goOnWith(folder)}`, { cause });
  }
}
