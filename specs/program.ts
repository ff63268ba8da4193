/** A typed program: what a checked recipe means, as plain data. It is all that the interpreter sees of a recipe. */
import type { ParameterSpec } from "./blocks/block.ts";
import type { Place } from "./diagnostics.ts";
import type { Options } from "./functions/function.ts";
import type { Recipe } from "./recipe/mod.ts";
import type { TensorType } from "./types.ts";

/** One operation. */
export interface Node {
  /** Position in the program; inputs come before their users. */
  readonly id: number;
  /** A function's name, a block's kind, or one of "input", "constant", "align", "slice", "ones". */
  readonly op: string;
  readonly inputs: readonly number[];
  /** Plain values; axes are positions. */
  readonly options: Options;
  readonly type: TensorType;
  /** The signal it was written in. */
  readonly signal: string;
  /** The random stream it draws from, `<signal>.<function>`. */
  readonly stream?: string;
  /** Trainable tensors, named `<signal>.<parameter>`. */
  readonly parameters: readonly ParameterSpec[];
  /** True when no gradient passes through it. */
  readonly detached: boolean;
  /** Multiply-adds of a full training batch. */
  readonly multiplyAdds: number;
}

/** A named signal. */
export interface Signal {
  readonly name: string;
  /** The section that declares it, or "input". */
  readonly section: string;
  readonly node: number;
  readonly type: TensorType;
  /** A block's kind, "expression" or "input". */
  readonly kind: string;
  /** What the recipe says, on one line. */
  readonly text: string;
  readonly place: Place | undefined;
}

/** One term of the training loss. */
export interface LossTerm {
  readonly name: string;
  readonly node: number;
  readonly weight: number;
}

/** A program. */
export interface Program {
  readonly recipe: Recipe;
  /** The recipe with its parents and overrides laid in, as YAML that compiles to the same program. */
  readonly resolved: string;
  readonly nodes: readonly Node[];
  readonly signals: readonly Signal[];
  readonly losses: readonly LossTerm[];
}

/** The signal of a name, `losses.<name>` for a loss term. */
export function findSignal(program: Program, name: string): Signal | undefined {
  return program.signals.find((signal) => signal.name === name);
}

/** Every trainable tensor with its full name, in program order. */
export function parametersOf(program: Program): ParameterSpec[] {
  return program.nodes.flatMap((node) => node.parameters);
}
