/** The memory of an engine. */
import type { Reused } from "../release.ts";

/** Returns memory to the system, while nothing is computed, and lends it. */
export interface EngineMemory {
  /** What was freed. It takes some milliseconds, and as many when it is needed again. */
  returnFreed(): void;
  /** Also most of what is kept for tensors to come. It takes a tenth of a second; for the end of a training. */
  returnKept(): void;
  /** For the arrays of batches: of one that is taken whole, a tensor is made without a copy. Absent where every tensor copies. */
  readonly batches?: Reused;
}
