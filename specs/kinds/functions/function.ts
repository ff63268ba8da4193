/** What the language knows about an expression function: its parameters and its type rule. */
import type { NumberOptions } from "../../recipe/fields.ts";
import type { TensorType } from "../../types.ts";
import type { Traits } from "../traits.ts";

/** A plain value that the type rule hands to the interpreter. */
export type OptionValue = number | string | boolean | readonly number[];
/** Options by name. */
export type Options = Readonly<Record<string, OptionValue>>;

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly takes: "signal" | "signals" | "axis" | "number" | "word";
  readonly description: string;
  /** What holds when the argument is left out, null for nothing; without a default the argument is required. */
  readonly default?: number | string | null;
  /** The words that a word may be. */
  readonly words?: readonly string[];
  /** True for a signal that may be indices; others are numbers. */
  readonly indices?: boolean;
  /** The bounds of a number. */
  readonly bounds?: NumberOptions;
  /** True for an axis that may be a list of axes, `[B, T]`. */
  readonly several?: boolean;
}

/** The arguments of one call, as a type rule sees them. */
export interface Arguments {
  signal(parameter: string): TensorType;
  signals(parameter: string): readonly TensorType[];
  /** The signal's type, or undefined when it was left out. */
  optionalSignal(parameter: string): TensorType | undefined;
  /** The axis's name. */
  axisName(parameter: string): string;
  /** The position of the axis in a type; refuses an axis that the type lacks. */
  axis(parameter: string, of: TensorType): number;
  /** The positions of one axis or several in a type, in its order; refuses an axis that the type lacks. */
  axes(parameter: string, of: TensorType): readonly number[];
  number(parameter: string): number;
  /** The number, or undefined when it was left out and has no default. */
  optional(parameter: string): number | undefined;
  word(parameter: string): string;
  /** Refuses the call, pointing at an argument. */
  refuse(parameter: string, message: string, hint?: string): never;
  /** The type of several signals aligned by axis name; refuses an axis of two sizes. */
  unify(types: readonly TensorType[], parameter: string): TensorType;
}

/** What a type rule answers. */
export interface Result {
  readonly type: TensorType;
  /** The axes that every signal argument is brought to before the function runs; missing ones get size 1. */
  readonly align?: TensorType;
  readonly options?: Options;
  /** Multiply-adds of a full training batch. */
  readonly multiplyAdds?: number;
  readonly traits?: Traits;
}

/** An expression function. */
export interface FunctionSpec {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** True when it draws from a random stream, named `<signal>.<function>`. */
  readonly random?: boolean;
  /** What it is in evaluation: its first signal unchanged, or ones of its shape, or its option `mean` in that shape. */
  readonly evaluation?: "identity" | "ones" | "mean";
  /** True when no gradient passes through it. */
  readonly detached?: boolean;
  result(args: Arguments): Result;
}

/** Declares a signal parameter. */
export function signal(name: string, description: string): Parameter {
  return { name, takes: "signal", description };
}

/** Declares an axis parameter. */
export function axis(description: string, fallback?: string): Parameter {
  return {
    name: "axis",
    takes: "axis",
    description,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/** Declares a parameter of one axis, or a list of axes. */
export function severalAxes(description: string): Parameter {
  return { ...axis(description), several: true };
}

/** Declares a number parameter; `fallback` null makes it optional without a default. */
export function number(
  name: string,
  description: string,
  bounds: NumberOptions = {},
  fallback?: number | null,
): Parameter {
  return {
    name,
    takes: "number",
    description,
    bounds,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/** Declares a word parameter. */
export function word(name: string, description: string, words: readonly [string, ...string[]]): Parameter {
  return { name, takes: "word", description, words, default: words[0] };
}
