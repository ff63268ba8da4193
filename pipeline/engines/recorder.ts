/** What an engine offers that records a function of tensors, and runs it with a single call. */
import type { Tensor } from "@tensorflow/tfjs-core";

/** Turns a function of tensors into one native function, or one submission to the GPU. */
export interface Recorder {
  /**
   * Runs `run` once without computing anything and records all operations that it makes, also those of gradients,
   * of `customGrad` and of variables. Numbers and tensors that it makes itself are recorded as they are now; other
   * tensors that it uses are captured, and may be disposed of afterwards. So whatever is to change from replay to
   * replay must be an input or a variable.
   *
   * @param shapes The shape of every input, -1 for a size that varies from replay to replay; absent for that of the
   * input. A size that varies must not reach TensorFlow.js: only primitives that say so take such an input, and an
   * engine whose planner has `rowCounts` refuses it.
   * @throws {RunError} When `run` reads values back, makes a tensor whose shape depends on values, or uses variables of
   * TensorFlow.js; nothing is left behind. What `run` throws is passed on.
   */
  record(
    inputs: readonly Tensor[],
    shapes: readonly (readonly number[] | undefined)[],
    run: (inputs: readonly Tensor[]) => Tensor[],
  ): Recording;
}

/** A recorded function. */
export interface Recording {
  /** Operations that a replay runs. */
  readonly nodes: number;
  /**
   * Computes the function of these inputs, and changes the variables that it changes. Equal inputs give equal bits; what
   * the function gives outside of a recording is the same to float32 rounding. The caller disposes of the results.
   *
   * @throws {RangeError} When an input does not have the recorded shape.
   */
  replay(inputs: readonly Tensor[]): Tensor[];
  /**
   * `replay` on another thread or on the GPU, while JavaScript goes on. Until it is done, the caller leaves the inputs, the variables
   * that the function changes, and the recording itself alone.
   */
  replayAside(inputs: readonly Tensor[]): Promise<Tensor[]>;
  dispose(): void;
}
