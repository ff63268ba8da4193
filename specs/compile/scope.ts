/** What names mean where an expression stands. */
import type { BlockSpec } from "../kinds/blocks/block.ts";
import type { Place } from "../diagnostics/diagnostics.ts";
import type { FunctionSpec } from "../kinds/functions/function.ts";
import type { Span } from "../expression/tree.ts";
import type { Builder, Value } from "./builder.ts";
import type { Effort } from "./effort.ts";
import type { Macro } from "./macro.ts";

/** The functions, macros and blocks that a recipe may use. */
export interface Vocabulary {
  readonly functions: ReadonlyMap<string, FunctionSpec>;
  readonly blocks: ReadonlyMap<string, BlockSpec>;
  /** Undefined where a macro is declared, but cannot be expanded, which is then reported. */
  readonly macros: ReadonlyMap<string, Macro | undefined>;
}

/** A scope. */
export interface Scope {
  readonly builder: Builder;
  readonly effort: Effort;
  readonly vocabulary: Vocabulary;
  /** The signal being compiled; streams are named after it. */
  readonly signal: string;
  /** The macros being expanded, outermost first. */
  readonly expanding: readonly string[];
  /** The value of a constant, or undefined when the name is none. */
  constant(name: string): number | undefined;
  /** The signal of a name, or nothing. `span` is where it is used, for a cycle's message. */
  signalOf(name: string, span: Span): Value | undefined;
  /** The removal of a name in another file than that of the entry being compiled. */
  removal(name: string): Removal | undefined;
  /** Every constant in scope, for suggestions. */
  constants(): readonly string[];
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

/** Thrown where something depends on a signal whose mistake is already reported. */
export class AlreadyReported extends Error {
  override name = "AlreadyReported";
}
