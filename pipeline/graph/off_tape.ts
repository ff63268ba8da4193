/** Runs tensor operations off the gradient tape. */
import { customGrad, type Tensor } from "@tensorflow/tfjs-core";

/** The result of `run` as a constant: no gradient passes through it, and nothing inside needs one. */
export function offTape(run: () => Tensor): Tensor {
  return customGrad(() => ({ value: run(), gradFunc: () => [] }))();
}
