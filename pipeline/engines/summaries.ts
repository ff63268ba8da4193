/** What an engine offers to write curves with. */

/** Event files for TensorBoard. */
export interface Summaries {
  /** Adds a scalar; one that is not finite is drawn as such. */
  scalar(name: string, step: number, value: number): void;
  /** Brings what was added into the file. */
  flush(): void;
  close(): void;
}
