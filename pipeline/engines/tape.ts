/** The gradient tape of TensorFlow.js. */
import { customGrad, engine, type Tensor } from "@tensorflow/tfjs-core";

/** From the gradients of an operation's results to those of its inputs, by name, each computed when it is asked for. */
export type Backward = (dys: Tensor[]) => Record<string, () => Tensor>;

/** The result of `run` as a constant: no gradient passes through it, and nothing inside needs one. */
export function offTape(run: () => Tensor): Tensor {
  return customGrad(() => ({ value: run(), gradFunc: () => [] }))();
}

/** Disposes of what is saved for a backward pass that will not come: TensorFlow.js itself does so only after one. */
export function clearTape(): void {
  for (const { saved } of engine().state.activeTape ?? []) saved?.forEach((tensor) => tensor.dispose());
}

/** Runs something, and changes how the gradient of every operation that it puts on the tape is computed. */
export function withBackward(run: () => Tensor, change: (backward: Backward) => Backward): Tensor {
  const { state } = engine();
  const begin = state.activeTape?.length ?? 0;
  const value = run();
  for (const entry of state.activeTape?.slice(begin) ?? []) {
    if (entry.gradient) entry.gradient = change(entry.gradient as Backward) as typeof entry.gradient;
  }
  return value;
}
