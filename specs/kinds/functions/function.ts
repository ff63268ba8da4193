/** What the language knows about an expression function: its parameters and its type rule. */
import type { NumberOptions } from "../../options/fields.ts";
import type { TensorType } from "../../types.ts";
import type { Traits } from "../traits.ts";

/** A plain value that the type rule hands to the interpreter. */
export type OptionValue = number | string | boolean | readonly number[];
/** Options by name. */
export type Options = Readonly<Record<string, OptionValue>>;

/** One parameter of a function. */
export interface Parameter {
  /** Its name, by which a call may give it and the type rule asks for it. */
  readonly name: string;
  /** What an argument is: a signal, a list of signals, the name of an axis, a constant number, a word. */
  readonly takes: "signal" | "signals" | "axis" | "number" | "word";
  /** What it is, for the reference and messages. */
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
  /** The signal's type. */
  signal(parameter: string): TensorType;
  /** The types of a list of signals. */
  signals(parameter: string): readonly TensorType[];
  /** The signal's type, or undefined when it was left out. */
  optionalSignal(parameter: string): TensorType | undefined;
  /** The axis's name. */
  axisName(parameter: string): string;
  /** The names of one axis or several, in the order of the call; refuses one that is named twice. */
  axisNames(parameter: string): readonly string[];
  /** The position of the axis in a type; refuses an axis that the type lacks. */
  axis(parameter: string, of: TensorType): number;
  /** The positions of one axis or several in a type, in its order; refuses an axis that the type lacks. */
  axes(parameter: string, of: TensorType): readonly number[];
  /** The number. */
  number(parameter: string): number;
  /** The number, or undefined when it was left out and has no default. */
  optional(parameter: string): number | undefined;
  /** The word. */
  word(parameter: string): string;
  /** Refuses the call, pointing at an argument. */
  refuse(parameter: string, message: string, hint?: string): never;
  /** The type of several signals aligned by axis name; refuses an axis of two sizes. */
  unify(types: readonly TensorType[], parameter: string): TensorType;
}

/** What a type rule answers. */
export interface Result {
  /** The type of the result. */
  readonly type: TensorType;
  /** The axes that every signal argument is brought to before the function runs; missing ones get size 1. */
  readonly align?: TensorType;
  /** What the function gets to know when it runs. */
  readonly options?: Options;
  /** Multiply-adds of a full training batch. */
  readonly multiplyAdds?: number;
  /** What passes may rely on; nothing where it is not said. */
  readonly traits?: Traits;
}

/** An expression function. */
export interface FunctionSpec {
  /** Its name in expressions. */
  readonly name: string;
  /** What it computes, in a sentence without a period. */
  readonly summary: string;
  /** Its parameters in the order in which a call gives them. */
  readonly parameters: readonly Parameter[];
  /** True when it draws from a random stream, named `<signal>.<function>`. */
  readonly random?: boolean;
  /** What it is in evaluation: its first signal unchanged, or ones of its shape, or its option `mean` in that shape. */
  readonly evaluation?: "identity" | "ones" | "mean";
  /** True when no gradient passes through it. */
  readonly detached?: boolean;
  /** The type rule: refuses by `args.refuse` what does not fit. */
  result(args: Arguments): Result;
}

/**
 * Declares a signal parameter.
 *
 * @example The operand of a function of one signal
 * ```ts
 * import { type FunctionSpec, signal } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const softplus: FunctionSpec = {
 *   name: "softplus",
 *   summary: "log(1 + exp(x))",
 *   parameters: [signal("x", "Operand")],
 *   result: (args) => ({ type: args.signal("x") }),
 * };
 * assert.deepEqual(softplus.parameters, [{ name: "x", takes: "signal", description: "Operand" }]);
 * ```
 */
export function signal(name: string, description: string): Parameter {
  return { name, takes: "signal", description };
}

/**
 * Declares parameter `axis`, the name of an axis; `fallback` holds where it is left out.
 *
 * @example Require an axis
 * ```ts
 * import { axis } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(axis("Axis to sum over"), { name: "axis", takes: "axis", description: "Axis to sum over" });
 * assert.equal(axis("Axis to sum over", "T").default, "T");
 * ```
 */
export function axis(description: string, fallback?: string): Parameter {
  return {
    name: "axis",
    takes: "axis",
    description,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/**
 * Declares parameter `axis`, one axis or a list of axes.
 *
 * @example Take `T` or `[B, T]`
 * ```ts
 * import { severalAxes } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.equal(severalAxes("Axes to sum over").several, true);
 * ```
 */
export function severalAxes(description: string): Parameter {
  return { ...axis(description), several: true };
}

/**
 * Declares a number parameter; `fallback` null makes it optional without a default.
 *
 * @example A slope within [0, 1) that is 0.01 where it is left out
 * ```ts
 * import { number } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const slope = number("slope", "Slope below 0", { min: 0, below: 1 }, 0.01);
 * assert.deepEqual(slope.bounds, { min: 0, below: 1 });
 * assert.equal(slope.default, 0.01);
 * ```
 */
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

/**
 * Declares a word parameter; the first of its words holds where it is left out.
 *
 * @example Choose how to round
 * ```ts
 * import { word } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * assert.equal(word("round", "How to round", ["down", "up"]).default, "down");
 * ```
 */
export function word(name: string, description: string, words: readonly [string, ...string[]]): Parameter {
  return { name, takes: "word", description, words, default: words[0] };
}
