/** What names mean where an expression stands. */
import type { BlockSpec } from "../kinds/blocks/block.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import type { FunctionSpec } from "../kinds/functions/function.ts";
import type { Fields } from "../options/fields.ts";
import type { Numbers } from "../expression/constant.ts";
import type { Expression, TextSpan } from "../expression/parts.ts";
import type { Builder } from "./builder.ts";
import type { BlockStep, Macro } from "./definition.ts";
import type { Tree } from "../load/tree.ts";
import type { TensorType } from "../types.ts";
import type { Effort } from "./effort.ts";
import type { Value } from "./value.ts";

/** The functions, macros and blocks that a recipe may use. */
export interface Callables {
  readonly functions: ReadonlyMap<string, FunctionSpec>;
  readonly blocks: ReadonlyMap<string, BlockSpec>;
  /** Undefined where a macro is declared, but cannot be expanded, which is then reported. */
  readonly macros: ReadonlyMap<string, Macro | undefined>;
}

/** How the parts of a recipe are compiled, which need each other. */
export interface Compilers {
  /**
   * Compiles an expression.
   *
   * @throws {ExpressionError} At the characters that are wrong.
   * @throws {AlreadyReported} Where something that it needs is wrong.
   */
  expression(expression: Expression, scope: Scope): Value;
  /**
   * Compiles a block, or what a macro makes by its name as a kind.
   *
   * @throws {AlreadyReported} Where it is wrong, which is then reported.
   */
  block(step: BlockStep, scope: Scope): Value;
}

/** A scope. */
export interface Scope {
  readonly builder: Builder;
  readonly effort: Effort;
  readonly vocabulary: Callables;
  readonly compile: Compilers;
  readonly diagnostics: Diagnostic[];
  /** What is compiled once all signals are. */
  readonly updates: PendingUpdate[];
  /** The same. */
  readonly starts: PendingValue[];
  /** The builders of options over some numbers. */
  fieldsOf(numbers: Numbers): Fields;
  /** The constants of the recipe, which macros see too. */
  readonly recipe: Numbers;
  /** The signal being compiled; streams are named after it. */
  readonly signal: string;
  /** The signal that owns the weights of a block; undefined in the call of a macro, which may have none. */
  readonly owner: string | undefined;
  /** The macros being expanded, outermost first. */
  readonly expanding: readonly string[];
  /** Where a macro's steps are compiled: which one, for whom. */
  readonly within?: string | undefined;
  /** The constants in scope, and the options of the macro. */
  readonly numbers: Numbers;
  /** The signal of a name, or nothing. `span` is where it is used, for a cycle's message. */
  signalOf(name: string, span: TextSpan): Value | undefined;
  /** What a name means as a function: the signal of that name, or a step within one, that a block or a macro made. */
  called(name: string, span: TextSpan): Value | undefined;
  /** Every name of which `called` knows what it means, for suggestions. */
  callable(): readonly string[];
  /** The removal of a name in another file than that of the entry being compiled. */
  removal(name: string): Removal | undefined;
  /** How the recipe would get an input of a name, where others have one. */
  inputHint(name: string): string | undefined;
  /** Every name in scope, for suggestions. */
  names(): readonly string[];
}

/** A name that a recipe removes although an entry that it inherits uses it. */
export interface Removal {
  /** The key of the null. */
  readonly place: Place;
  /** Path of the entry. */
  readonly user: readonly string[];
}

/** A value of a tensor that lasts, to be compiled later. */
export interface PendingValue {
  /** Full name of the tensor. */
  readonly name: string;
  /** Its type. */
  readonly type: TensorType;
  /** The expression. */
  readonly tree: Tree;
  /** The scope of the block. */
  readonly scope: Scope;
}

/** The update of a memory. */
export interface PendingUpdate extends PendingValue {
  /** When a pass over all training videos fills it. */
  readonly fill: number | undefined;
}
