/** The gradient tape of TensorFlow.js. */
import { customGrad, engine, type Tensor } from "@tensorflow/tfjs-core";

/** The result of `run` as a constant: no gradient passes through it, and nothing inside needs one. */
export function offTape(run: () => Tensor): Tensor {
  return customGrad(() => ({ value: run(), gradFunc: () => [] }))();
}

/** Disposes of what is saved for a backward pass that will not come: TensorFlow.js itself does so only after one. */
export function clearTape(): void {
  for (const { saved } of engine().state.activeTape ?? []) saved?.forEach((tensor) => tensor.dispose());
}
