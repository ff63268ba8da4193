/** What section `define` declares, as plain data. */
import type { Expression } from "../expression/parts.ts";
import type { MapTree, ScalarTree } from "../load/tree.ts";

/** A macro; one whose steps hold blocks is a module, whose weights a signal owns. */
export interface Macro {
  readonly name: string;
  /** Inputs with their axes, which are the macro's own variables, bound by position at each call. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** Options with their defaults. */
  readonly options: ReadonlyMap<string, number>;
  readonly steps: ReadonlyMap<string, Step>;
  readonly result: ExpressionStep;
  /** True where a step is a block, or what a module makes. */
  readonly isModule: boolean;
}

/** A named value within a macro. */
export type Step = ExpressionStep | BlockStep;

/** An expression with the text it was read from. */
export interface ExpressionStep {
  readonly is: "expression";
  readonly expression: Expression;
  readonly tree: ScalarTree;
}

/** A block, or what another macro makes. */
export interface BlockStep {
  readonly is: "block";
  readonly kind: string;
  /** Path in the recipe. */
  readonly path: readonly string[];
  readonly tree: MapTree;
}
