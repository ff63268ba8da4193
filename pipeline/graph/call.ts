/** What a function or block gets when it runs. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Node } from "../../specs/program.ts";
import type { Primitives } from "../engines/engine.ts";

/** One call. */
export interface Call {
  /** What the recipe says of it: the type of its result, and the options that the type rule gave. */
  readonly node: Node;
  /** Aligned where the type rule asks for it, so that axes are positions. */
  readonly inputs: readonly Tensor[];
  /** What the engine runs faster or more exactly than plain TensorFlow.js. */
  readonly primitives: Primitives;
  /** A trainable tensor of the block, by its name within the block, times the factor that a pass has folded into it. */
  parameter(name: string): Tensor;
  /**
   * `Primitives.temporalConv` of the first input. What reads it by this alone may say so, by trait `convolution`: of
   * a sampled batch it is then computed once per row.
   */
  convolve(weights: Tensor, bias: Tensor | null, dilation: number): Tensor;
  /** True where the gradient of an input is wanted. */
  needsGradient(input: number): boolean;
  /** A 0/1 mask (bool) from the call's random stream, or the one that a caller injects. */
  mask(shape: readonly number[], keep: number): Tensor;
  /** What a caller hands in for the call's random stream, instead of draws. */
  readonly given: Tensor | undefined;
}

/** How a function or block runs: tensors in, a tensor out. */
export type Run = (call: Call) => Tensor;

/** A numeric option of the node. */
export function numberOption({ node }: Call, name: string): number {
  return node.options[name] as number;
}
