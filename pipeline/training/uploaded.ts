/** Batches that are uploaded while the pass before them computes. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { StepBatch } from "./step_data.ts";

/** The batch with its tensors made and uploaded; what nobody has taken, `release` disposes of. */
export function uploaded(batch: StepBatch, upload: (tensors: readonly Tensor[]) => void): StepBatch {
  let made: Map<string, Tensor> | undefined;
  try {
    made = batch.tensors();
    upload([...made.values()]);
  } catch (error) {
    if (made) tf.dispose([...made.values()]);
    batch.release();
    throw error;
  }
  return {
    ...batch,
    tensors() {
      const taken = made ?? batch.tensors();
      made = undefined;
      return taken;
    },
    release() {
      if (made) tf.dispose([...made.values()]);
      made = undefined;
      batch.release();
    },
  };
}
