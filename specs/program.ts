/** A typed program: what a checked recipe means, as plain data. It is all that the interpreter sees of a recipe. */
import type { ParameterSpec } from "./kinds/blocks/block.ts";
import type { Place } from "./diagnostics/diagnostics.ts";
import type { Options } from "./kinds/functions/function.ts";
import type { Traits } from "./kinds/traits.ts";
import type { Scheduled } from "./options/fields.ts";
import type { Recipe } from "./recipe/mod.ts";
import type { TensorType } from "./types.ts";

/** One operation. */
export interface Node {
  /** Position in the program; inputs come before their users. */
  readonly id: number;
  /** What names the operation: a recipe by a function or a block, or compilation and passes by "structure". */
  readonly family: "functions" | "blocks" | "structure";
  /** A function's name, a block's kind, or the name of an operation that no recipe can write, such as "input" or "align". */
  readonly op: string;
  /** Positions of the nodes that it reads. */
  readonly inputs: readonly number[];
  /** Plain values; axes are positions. */
  readonly options: Options;
  /** The type of its value. */
  readonly type: TensorType;
  /** The signal it was written in; within a macro `<signal>.<macro>.<step>`. */
  readonly signal: string;
  /** The random stream it draws from, `<signal>.<function>`. */
  readonly stream?: string;
  /** The signal that owns its trainable tensors, where a module's weights are used again. */
  readonly owner?: string;
  /** Tensors that last, trainable ones and memories, named `<signal>.<parameter>`, or `<owner>.<parameter>`. */
  readonly parameters: readonly ParameterSpec[];
  /** What it is in evaluation: its first input unchanged, ones of its shape, or its mean. Absent for what stays as it is. */
  readonly evaluation?: "identity" | "ones" | "mean" | undefined;
  /** True when no gradient passes through it. */
  readonly detached: boolean;
  /** Multiply-adds of a full training batch. */
  readonly multiplyAdds: number;
  /** What passes may rely on. */
  readonly traits: Traits;
  /** Set by a pass: what the trainable tensor of trait `linear` is multiplied by. */
  readonly weightsFactor?: number;
  /** Set by a pass: the inputs are the rows of a sampled batch, the row of every snippet, and the engine's plan. */
  readonly sampled?: boolean;
}

/** A named signal. */
export interface Signal {
  /** Its name; `losses.<name>` for a loss term. */
  readonly name: string;
  /** The section that declares it, or "input". */
  readonly section: string;
  /** Position of the node that computes it. */
  readonly node: number;
  /** The type of its value. */
  readonly type: TensorType;
  /** A block's kind, "expression" or "input". */
  readonly kind: string;
  /** What the recipe says, on one line. */
  readonly text: string;
  /** Where a file declares it; absent for inputs. */
  readonly place: Place | undefined;
}

/** One term of the training loss. */
export interface LossTerm {
  /** Its name in section `losses`. */
  readonly name: string;
  /** Position of the node that computes it, a scalar. */
  readonly node: number;
  /** What it is multiplied by in the sum, a number or its schedule; a term of weight 0 is not computed. */
  readonly weight: Scheduled;
}

/** Where a value of the recipe was written. What the recipe does not state is a default and has no origin. */
export interface Origin {
  /** Path in the recipe, such as "training.optimizer.rate". */
  readonly path: string;
  /** What was written there, such as 2048 or "classes + 1". */
  readonly value: unknown;
  /** The file that states it; absent when only the command line does. */
  readonly file?: string;
  /** Line in that file, counted from 1. */
  readonly line?: number;
  /** The override `path=value` that has the last word, if one has. */
  readonly via?: string;
}

/** A line of a file, counted from 1. */
export interface Line {
  /** The file as it was named. */
  readonly file: string;
  /** The line. */
  readonly line: number;
}

/** A scalar that is written to the training log. */
export interface Statistic {
  /** Name in the recipe. */
  readonly name: string;
  /** The node that computes it. */
  readonly node: number;
}

/** What a memory takes the value of after a training step. */
export interface MemoryUpdate {
  /** Full name of the memory's tensor. */
  readonly name: string;
  /** The node that computes its next value, of its shape. */
  readonly node: number;
  /** Part of the training that is done when a pass over all training videos fills it, 0 to 1; absent where none does. */
  readonly fill?: number | undefined;
}

/** What a trainable tensor begins with, where the recipe says it by a formula. */
export interface Start {
  /** Full name of the tensor. */
  readonly name: string;
  /** The node that computes it, of its shape, from tensors that last and numbers alone. */
  readonly node: number;
}

/** A program: a recipe, checked and compiled. */
export interface Program {
  /** The recipe's file as it was named. */
  readonly file: string;
  /** The files that it extends, in the order in which they are laid over each other. */
  readonly parents: readonly string[];
  /** The recipe merged with its parents and overrides, as YAML that compiles to the same program. */
  readonly resolved: string;
  /** The origin of every value that the recipe states. */
  readonly origins: readonly Origin[];
  /** The settings of the recipe. */
  readonly recipe: Recipe;
  /** Every operation; inputs come before their users. */
  readonly nodes: readonly Node[];
  /** Where the text stands that a node's `signal` names. */
  readonly lines: Readonly<Record<string, Line>>;
  /** What a batch provides, then the recipe's signals. */
  readonly signals: readonly Signal[];
  /** The terms of the training loss. */
  readonly losses: readonly LossTerm[];
  /** What the training log gets beside the losses. */
  readonly logged: readonly Statistic[];
  /** What the memories are after a training step. */
  readonly updates: readonly MemoryUpdate[];
  /** What the trainable tensors begin with that say it by a formula. */
  readonly starts: readonly Start[];
}

/** The signal of a name, `losses.<name>` for a loss term. */
export function findSignal(program: Program, name: string): Signal | undefined {
  return program.signals.find((signal) => signal.name === name);
}

/** What a batch provides to a node, such as "features"; undefined for a node that computes. */
export function inputOf(
  { family, op, options }: Pick<Node, "family" | "op" | "options">,
): string | undefined {
  return family === "structure" && op === "input" ? String(options["name"]) : undefined;
}

/** Whether a node is a number that the recipe writes. */
export function isNumber({ family, op }: Pick<Node, "family" | "op">): boolean {
  return family === "structure" && op === "constant";
}

/** Every tensor that lasts with its full name, in program order; one that several nodes use comes once. */
export function tensorsOf({ nodes }: Pick<Program, "nodes">): ParameterSpec[] {
  const all = nodes.flatMap((node) => node.parameters);
  return [...new Map(all.map((each) => [each.name, each])).values()];
}

/** `tensorsOf` without memories: every trainable tensor. */
export function parametersOf(program: Pick<Program, "nodes">): ParameterSpec[] {
  return tensorsOf(program).filter(({ isMemory }) => !isMemory);
}

/** The value in force of a setting, defaults included; undefined where a recipe has none at the path. */
export function settingAt({ recipe }: Pick<Program, "recipe">, path: readonly string[]): unknown {
  return valueInMaps(recipe, path);
}

/** What lies at a path in maps; undefined where nothing does. */
export function valueInMaps(maps: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) => typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined,
    maps,
  );
}
