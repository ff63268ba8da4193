/** Memory of an engine that nothing lies in any more. */

/** Returns memory to the system. Nothing is computed meanwhile. */
export interface EngineMemory {
  /** What was freed. It takes some milliseconds, and as many when it is needed again. */
  returnFreed(): void;
  /** Also most of what is kept for tensors to come. It takes a tenth of a second; for the end of a training. */
  returnKept(): void;
}
