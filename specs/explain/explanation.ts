/** What a person may want to know of a program, as plain data. */
import type { Scheduled } from "../options/fields.ts";
import type { Options } from "../kinds/functions/function.ts";

/** A program, explained. */
export interface Explanation {
  /** What it is called, and of which files it is made. */
  readonly recipe: {
    readonly name: string;
    readonly file: string;
    readonly extends: readonly string[];
    readonly description: string;
  };
  /** The signals of a batch, then the recipe's, in the order of its sections. */
  readonly signals: readonly ExplainedSignal[];
  /** What it learns. */
  readonly parameters: {
    readonly tensors: readonly ExplainedParameter[];
    readonly total: number;
    /** Size of all of them in float32. */
    readonly bytes: number;
  };
  /** Tensors that are not trained, and change from step to step by their updates. */
  readonly memories: readonly ExplainedParameter[];
  /** Multiply-adds of one forward pass over a full training batch. */
  readonly multiply_adds: number;
  /** The terms of the loss, and which file or flag has the last word on their weights. */
  readonly losses: readonly { readonly name: string; readonly weight: Scheduled; readonly from: string }[];
  /** What a person should know, one sentence each: what does nothing. */
  readonly warnings: readonly string[];
  /** The constants that expressions name. */
  readonly constants: readonly Setting[];
  /** Every option of the other sections with the value in force. */
  readonly settings: readonly Setting[];
  /** The thresholds of each group of proposals. */
  readonly thresholds: readonly ExplainedThresholds[];
  /** The random streams that training draws from. */
  readonly streams: readonly string[];
  /** Every tensor of the graph; inputs come before their users. */
  readonly nodes: readonly ExplainedNode[];
}

/** A signal, explained. */
export interface ExplainedSignal {
  /** Its name. */
  readonly name: string;
  /** The section that states it. */
  readonly section: string;
  /** A block's kind, "expression" or "input". */
  readonly kind: string;
  /** Its axes and sizes, such as `[B, T, C]`. */
  readonly type: string;
  /** The options or the expression that the recipe states. */
  readonly text: string;
  /** Number of trainable values. */
  readonly parameters: number;
  /** Multiply-adds over a full training batch. */
  readonly multiply_adds: number;
  /** `file:line` of its declaration, of the files that change it, and "--set" where the command line does. */
  readonly from: readonly string[];
}

/** A trainable tensor, or a memory, explained. */
export interface ExplainedParameter {
  /** Its name. */
  readonly name: string;
  /** The names of its axes. */
  readonly axes: readonly string[];
  /** Its sizes. */
  readonly shape: readonly number[];
  /** How many numbers it has. */
  readonly count: number;
}

/** A value and where it comes from: `file:line`, "--set" or "default". */
export interface Setting {
  /** The path in the recipe. */
  readonly path: string;
  /** What it is. */
  readonly value: unknown;
  /** What the recipe states, where that is not the value itself. */
  readonly text?: string;
  /** `file:line`, an override, or "default". */
  readonly from: string;
}

/** The thresholds of a group of proposals. */
export interface ExplainedThresholds {
  /** Its name; in a stream `<stream>.<group>`. */
  readonly group: string;
  /** How many thresholds. */
  readonly count: number;
  /** The first one. */
  readonly first: number;
  /** The last one. */
  readonly last: number;
}

/** A tensor of the graph, explained. */
export interface ExplainedNode {
  /** Its number, by which others name it. */
  readonly id: number;
  /** The function or block. */
  readonly op: string;
  /** The nodes whose values it takes. */
  readonly inputs: readonly number[];
  /** Its options, with defaults. */
  readonly options: Options;
  /** Its axes and sizes, such as `[B, T, C]`. */
  readonly type: string;
  /** The signal it is part of; within a macro `<signal>.<macro>.<step>`. */
  readonly signal: string;
  /** The random stream that it draws from, if it does. */
  readonly stream?: string;
  /** False where no gradient passes. */
  readonly differentiable: boolean;
  /** Multiply-adds of one pass. */
  readonly multiply_adds: number;
  /** `file:line` of the text it comes from; empty for what a batch provides. */
  readonly from: string;
}
