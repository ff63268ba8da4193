/** Functions with a gradient of their own on TensorFlow.js's tape. */
import { customGrad, type Tensor } from "@tensorflow/tfjs-core";

/** What a function with its own gradient gives back. */
export interface WithGradient<T extends Tensor> {
  readonly value: T;
  /** Tensors that the gradient reads: any tensor it does not make itself must be here, or it is disposed too early. */
  readonly saved: Tensor[];
  /** The gradient of every input, in order, from that of the value. */
  readonly gradient: (dy: T, saved: Tensor[]) => Tensor[];
}

/** Runs `forward` off the tape and records its gradient for `inputs`. Temporary tensors are disposed. */
export function withGradient<T extends Tensor>(inputs: Tensor[], forward: () => WithGradient<T>): T {
  return customGrad<T>((...args) => {
    const save = args[args.length - 1];
    const { value, saved, gradient } = forward();
    if (typeof save === "function") save(saved);
    return { value, gradFunc: gradient };
  })(...inputs);
}
