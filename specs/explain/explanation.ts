/** What a person may want to know of a program, as plain data. */
import type { Scheduled } from "../options/fields.ts";
import type { Options } from "../kinds/functions/function.ts";

/** A program, explained. */
export interface Explanation {
  readonly recipe: {
    readonly name: string;
    readonly file: string;
    readonly extends: readonly string[];
    readonly description: string;
  };
  /** The signals of a batch, then the recipe's, in the order of its sections. */
  readonly signals: readonly ExplainedSignal[];
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
  readonly losses: readonly { readonly name: string; readonly weight: Scheduled; readonly from: string }[];
  /** What a person should know, one sentence each: what does nothing. */
  readonly warnings: readonly string[];
  readonly constants: readonly Setting[];
  /** Every option of the other sections with the value in force. */
  readonly settings: readonly Setting[];
  readonly thresholds: readonly ExplainedThresholds[];
  /** The random streams that training draws from. */
  readonly streams: readonly string[];
  /** Every tensor of the graph; inputs come before their users. */
  readonly nodes: readonly ExplainedNode[];
}

/** A signal, explained. */
export interface ExplainedSignal {
  readonly name: string;
  readonly section: string;
  /** A block's kind, "expression" or "input". */
  readonly kind: string;
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
  readonly name: string;
  readonly axes: readonly string[];
  readonly shape: readonly number[];
  readonly count: number;
}

/** A value and where it comes from: `file:line`, "--set" or "default". */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
  /** What the recipe states, where that is not the value itself. */
  readonly text?: string;
  readonly from: string;
}

/** The thresholds of a group of proposals. */
export interface ExplainedThresholds {
  /** Its name; in a stream `<stream>.<group>`. */
  readonly group: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** A tensor of the graph, explained. */
export interface ExplainedNode {
  readonly id: number;
  readonly op: string;
  readonly inputs: readonly number[];
  readonly options: Options;
  readonly type: string;
  /** The signal it is part of; within a macro `<signal>.<macro>.<step>`. */
  readonly signal: string;
  readonly stream?: string;
  /** False where no gradient passes. */
  readonly differentiable: boolean;
  readonly multiply_adds: number;
  /** `file:line` of the text it comes from; empty for what a batch provides. */
  readonly from: string;
}
