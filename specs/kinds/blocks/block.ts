/** What the language knows about a block: its options and its type rule. */
import type { z } from "zod";
import type { Options } from "../functions/function.ts";
import type { ChosenKind, Fields, NewAxis } from "../../recipe/fields.ts";
import { axisOf, type TensorType, withDim, without } from "../../types.ts";
import type { Traits } from "../traits.ts";

/** A trainable tensor of a block. */
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
}

/** What a block's type rule answers. */
export interface Built {
  readonly type: TensorType;
  readonly parameters: readonly ParameterSpec[];
  readonly options: Options;
  readonly multiplyAdds: number;
  readonly traits?: Traits;
}

/** What a block's type rule may use to refuse its options. */
export interface BlockContext {
  /** Refuses the block, pointing at an option. */
  refuse(option: string, message: string, hint?: string): never;
}

/** A block kind. `S` is the schema of its options, `kind` left out. */
export interface BlockSpec<S extends z.ZodObject = z.ZodObject> {
  readonly kind: string;
  readonly summary: string;
  /** Option names that hold signals, in the order in which they become inputs. */
  readonly inputs: readonly string[];
  options(fields: Fields): S;
  build(options: z.output<S>, inputs: readonly TensorType[], context: BlockContext): Built;
}

/** Declares a block kind: only helps the compiler to infer the type of its options. */
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
