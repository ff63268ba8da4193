/** What a clipping does. */
import type { Tensor } from "@tensorflow/tfjs-core";

/** Gradients that are small enough, in the order of those given; not finite where their size is not. */
export type Clip = (gradients: readonly Tensor[]) => readonly Tensor[];
