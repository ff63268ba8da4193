/** What the language knows about a block: its options and its type rule. */
import type { z } from "zod";
import type { Options } from "../functions/function.ts";
import type { ChosenKind, Fields, NewAxis } from "../../options/fields.ts";
import { axisOf, type TensorType, withDim, without } from "../../types.ts";
import type { Traits } from "../traits.ts";

/** A tensor of a block that lasts from step to step: a trainable one, or a memory. */
export interface ParameterSpec {
  /** Name within the block, such as "weights". */
  readonly name: string;
  /** Axes as words, such as ["in", "kernel", "out"]. */
  readonly axes: readonly string[];
  /** The sizes of the axes. */
  readonly shape: readonly number[];
  /** Inputs per output. */
  readonly fanIn: number;
  /** Outputs per input; as many as inputs per output where it is not said. */
  readonly fanOut?: number;
  /** Initial values; uniform within 1 / sqrt(fanIn) where it is not said. */
  readonly init?: ChosenKind;
  /** True for a bias, which many initial values leave at 0. */
  readonly isBias?: boolean;
  /** Set by compilation where the block has an `update`: no gradient trains it. */
  readonly isMemory?: boolean;
}

/** What a block's type rule answers. */
export interface Built {
  /** The type of the output. */
  readonly type: TensorType;
  /** The tensors that last: the trainable ones; of a block with `update` the one that it is. */
  readonly parameters: readonly ParameterSpec[];
  /** Of a block with `update`: part of the training that is done when a pass over all training videos fills it, 0 to 1. */
  readonly fill?: number | undefined;
  /** What the block gets to know when it runs. */
  readonly options: Options;
  /** Multiply-adds of a full training batch. */
  readonly multiplyAdds: number;
  /** What passes may rely on; nothing where it is not said. */
  readonly traits?: Traits;
}

/** What a block's type rule may use to refuse its options. */
export interface BlockContext {
  /** Refuses the block, pointing at an option. */
  refuse(option: string, message: string, hint?: string): never;
}

/** A block kind. `S` is the schema of its options, `kind` left out. */
export interface BlockSpec<S extends z.ZodObject = z.ZodObject> {
  /** The word in recipes, such as "conv1d". */
  readonly kind: string;
  /** What it is, in a sentence without a period. */
  readonly summary: string;
  /** Option names that hold signals, in the order in which they become inputs. */
  readonly inputs: readonly string[];
  /** The option that holds the expression of what its tensor is after a training step; the block has one tensor, a memory. */
  readonly update?: string;
  /** The option that may hold the expression of what its tensor begins with; the block has one tensor. */
  readonly start?: string;
  /** The options, each with a description, its unit, and a default where it has one. */
  options(fields: Fields): S;
  /** The type rule: takes the checked options and the types of the inputs, and refuses by `context` what does not fit. */
  build(options: z.output<S>, inputs: readonly TensorType[], context: BlockContext): Built;
}

/**
 * Declares a block kind: only helps the compiler to infer the type of its options.
 *
 * @example A block without weights
 * ```ts
 * import { block, SCALAR } from "@walt/walt";
 * import { z } from "zod";
 * import assert from "node:assert/strict";
 *
 * const sparsity = block({
 *   kind: "sparsity",
 *   summary: "The mean of a signal over all its axes",
 *   inputs: ["in"],
 *   options: () => z.strictObject({ in: z.string().describe("Any signal") }),
 *   build: () => ({ type: SCALAR, parameters: [], options: {}, multiplyAdds: 0 }),
 * });
 * assert.equal(sparsity.kind, "sparsity");
 * ```
 */
export function block<S extends z.ZodObject>(spec: BlockSpec<S>): BlockSpec {
  return spec as unknown as BlockSpec;
}

/**
 * The type with one axis replaced by the one that an option makes, or removed where it makes none. Refuses an axis that
 * is there already.
 */
export function replaceAxis(
  type: TensorType,
  at: number,
  { axis, size }: NewAxis,
  refuse: (message: string) => never,
): TensorType {
  if (axis === undefined) return without(type, at);
  const other = axisOf(type, axis);
  if (other >= 0 && other !== at) refuse(`The input has an axis ${axis} already`);
  return withDim(type, at, { axis, size, count: size });
}

/** Initial values where none are said. */
export const UNIFORM: ChosenKind = { kind: "uniform" };

/** Option `init` of a block that has weights. */
export function initialValues({ kind }: Fields) {
  return kind("initializers", "Initial values of the weights").default(UNIFORM);
}
