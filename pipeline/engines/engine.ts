/** What an engine offers to the blocks, functions and the training loop: who it is and the primitives it runs fast. */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { StreamKey } from "../random/stream.ts";
import type { EngineMemory } from "./memory.ts";
import type { Recorder } from "./recorder.ts";
import type { SampledPlan, SampledPlanner } from "./sampled.ts";
import type { Summaries } from "./summaries.ts";

/** The engines, in the order in which `auto` tries them. */
export const engineNames = ["tensorflow", "webgpu", "wasm", "cpu"] as const satisfies readonly EngineName[];

/** One of the engines. */
export type EngineName = "tensorflow" | "webgpu" | "wasm" | "cpu";

/** What a recipe or a person may ask for. */
export type WantedEngine = EngineName | "auto";

/**
 * A TensorFlow.js backend that is loaded and current, and walt's primitives on it.
 * Everything else of `@tensorflow/tfjs-core` (`tf.softmax`, `tf.add` ...) is called as usual.
 */
export interface Engine {
  /** Which one it is. */
  readonly name: EngineName;
  /** What computes, for instance `TensorFlow 2.21.0 on 2 CPU threads`. */
  readonly description: string;
  /** What kind of processor computes; a driver that imitates a GPU computes on the CPU. */
  readonly processor: "cpu" | "gpu";
  /** One line: which engine was chosen and why. The command line prints it once. */
  readonly reason: string;
  /** @internal */
  readonly primitives: Primitives;
  /**
   * Makes what its `sampledTemporalConv` is told about a batch.
   *
   * @internal
   */
  readonly planner: SampledPlanner;
  /**
   * Both with products of layers in bfloat16, or why not, as a clause; absent where the engine has float32 alone.
   *
   * @internal
   */
  readonly mixed?: Pick<Engine, "primitives" | "planner"> | { readonly lacking: string };
  /** @internal */
  readonly variables: Variables;
  /**
   * Absent where the engine runs everything operation by operation.
   *
   * @internal
   */
  readonly recorder?: Recorder;
  /**
   * Brings tensors of new values to where they are computed with; absent where that takes no time.
   *
   * @internal
   */
  readonly upload?: (tensors: readonly Tensor[]) => void;
  /**
   * What of its memory can be asked for and returned; absent where nothing can.
   *
   * @internal
   */
  readonly memory?: EngineMemory;
  /**
   * Opens event files for TensorBoard in a folder; absent where the engine has no writer of them.
   *
   * @internal
   */
  readonly summaries?: (folder: string) => Summaries;
}

/** An engine before anyone has said why it was chosen. */
export type OpenedEngine = Omit<Engine, "reason">;

/** A number, or a tensor without axes that holds it. A recording keeps a number and reads a tensor anew. */
export type NumberOrTensor = number | Tensor;

/** The topmost values of every row, largest first. */
export interface TopK {
  /** [rows, k] float32. */
  readonly values: Tensor2D;
  /** [rows, k] int32, columns of the row. */
  readonly indices: Tensor2D;
}

/**
 * The operations that an engine runs faster or more exactly than plain TensorFlow.js. All take and return float32
 * unless stated, give the same numbers on every engine to float32 rounding (masks and selections: exactly), and
 * dispose of what they make in between. Where a gradient is stated, it is on TensorFlow.js's own tape.
 */
export interface Primitives {
  /** a [M, K] times b [K, N] -> [M, N]. Gradients for both. */
  matMul(a: Tensor, b: Tensor): Tensor2D;

  /** a [B, M, K] times b [B, K, N], item by item -> [B, M, N]. Gradients for both. */
  batchMatMul(a: Tensor, b: Tensor): Tensor3D;

  /**
   * The inverse of every matrix: x [B, N, N] -> [B, N, N]. Gradient. Throws a RunError where one has none, on some engines
   * when the value is read.
   */
  inverse(x: Tensor): Tensor3D;

  /**
   * Cross-correlation along time with zero padding to the same length:
   * y[b, t] = bias + sum over k of x[b, t + dilation k - left] weights[:, k], left = floor(dilation (kernel - 1) / 2).
   *
   * x [B, T, D], weights [D, kernel, H], bias [H] or null -> [B, T, H]. Gradients for weights and bias, and for x
   * when `inputGradient` is true; without it x counts as a constant (features need no gradient).
   */
  temporalConv(
    x: Tensor,
    weights: Tensor,
    bias: Tensor | null,
    dilation: number,
    inputGradient: boolean,
  ): Tensor3D;

  /**
   * `temporalConv` of x[b, t] = rows[index[b, t]], multiplying every row once: rows [U, D], weights [D, kernel, H],
   * bias [H] or null -> [B, T, H]. Gradients for weights and bias, the same to the bit every time; rows are a constant.
   * U may vary from replay to replay.
   */
  sampledTemporalConv(
    rows: Tensor,
    plan: SampledPlan,
    weights: Tensor,
    bias: Tensor | null,
    dilation: number,
  ): Tensor3D;

  /**
   * Every channel convolved along time with its own kernel, padding as in `temporalConv`:
   * x [B, T, C], weights [C, kernel] -> [B, T, C]. Gradients for both.
   */
  depthwiseTemporalConv(x: Tensor, weights: Tensor, dilation: number): Tensor3D;

  /** max(x, 0), any shape. Gradient, 0 at x = 0. */
  relu<T extends Tensor>(x: T): T;

  /** Euclidean norm over the last axis: [..., D] -> [..., 1]. Gradient x / norm, 0 where the norm is 0. */
  l2Norm(x: Tensor): Tensor;

  /**
   * Inverted dropout: x / keep where the mask is true, 0 elsewhere. x any shape, mask bool of the same shape.
   * Gradient for x. With keep = 1 nothing is scaled: the caller has folded 1 / keep into the next weights.
   */
  dropout<T extends Tensor>(x: T, mask: Tensor, keep: number): T;

  /**
   * A bool tensor, true with probability `keep` (to 1 / 65536): 16-bit random number i of the stream `key` at `step`
   * is below round(65536 keep). The same on every engine to the bit; element order is row-major. A step that is given
   * as a tensor (int32) may differ every time a recording is replayed.
   */
  keepMask(shape: readonly number[], keep: number, key: StreamKey, step: NumberOrTensor): Tensor;

  /** The k largest of every row of x [rows, n], largest first, of equal ones the lowest index first. No gradient. */
  topK(x: Tensor, k: number): TopK;

  /**
   * Rows by their index, item by item: x [B, T, D], indices [B, K] int32 within [0, T) -> [B, K, D].
   * Gradient for x; a row taken several times gets the sum, the same to the bit every time.
   */
  gatherRows(x: Tensor, indices: Tensor): Tensor3D;

  /** Median of every row: x [rows, n] -> [rows]; for even n the mean of the middle two. No gradient. */
  median(x: Tensor): Tensor1D;

  /**
   * Largest value of the window [i - before, i + after] around every column, `outside` standing for columns beyond
   * the row: x [rows, n] -> [rows, n]. No gradient. Dilation of a 0/1 mask; erosion is 1 - slidingMax(1 - mask).
   */
  slidingMax(x: Tensor, before: number, after: number, outside: number): Tensor2D;
}

/** What a step says that changes nothing. */
export const NOT_FINITE = "the loss or a gradient is not finite, or too large to add up";

/** State that lasts: tensors that are changed in place. */
export interface Variables {
  /** A new variable with the value of a tensor (float32). Not for inside of a recording. */
  create(value: Tensor): Variable;

  /**
   * Runs `change` with what gives variables new values of their shapes. Throws a RunError, and changes nothing, when
   * `guard` (a tensor without axes) is not finite.
   */
  whenFinite(guard: Tensor, change: (assign: (variable: Variable, value: Tensor) => void) => void): void;

  /** Adam where the engine is faster at it than at its formula. */
  readonly adam?: FusedAdam;
}

/** One tensor that lasts. */
export interface Variable {
  /** Its lengths, axis by axis. */
  readonly shape: readonly number[];
  /** The value as it is now, for the caller to dispose of: a later change does not change it. */
  read(): Tensor;
  /** Takes the value of a tensor of the same shape, which stays the caller's. */
  assign(value: Tensor): void;
  /** A copy of the value's elements, row-major, which is the caller's. */
  dataSync(): Float32Array;
  /** Frees its memory. */
  dispose(): void;
}

/** A trainable tensor w with its gradient g, and its moments m and v, all of one shape. */
export interface AdamItem {
  /** w. */
  readonly variable: Variable;
  /** m. */
  readonly first: Variable;
  /** v. */
  readonly second: Variable;
  /** g. */
  readonly gradient: Tensor;
}

/** What Adam is told once. */
export interface AdamOptions {
  /** L2, added to the gradient. */
  readonly weightDecay: number;
  /** How much of m stays from step to step. */
  readonly beta1: number;
  /** How much of v stays from step to step. */
  readonly beta2: number;
  /** Keeps the quotient finite. */
  readonly epsilon: number;
  /** The root that epsilon is added to: sqrt(v / (1 - b2^step)), or sqrt(v). */
  readonly epsilonOn: "corrected" | "uncorrected";
}

/**
 * Adam as one step for every item (Kingma and Ba, 2015): g += decay w; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
 * w -= rate (m / (1 - b1^step)) / (sqrt(v / (1 - b2^step)) + epsilon). An engine may round the betas to float32.
 */
export interface FusedAdam {
  /** What changes from step to step, which counts from 1: numbers for `update`. */
  numbers(options: AdamOptions, step: number, rate: number): Readonly<Record<string, number>>;
  /** Throws a RunError, and changes nothing, when `guard` (a tensor without axes) is not finite. */
  update(
    items: readonly AdamItem[],
    options: AdamOptions,
    numbers: Readonly<Record<string, NumberOrTensor>>,
    guard: Tensor,
  ): void;
}
