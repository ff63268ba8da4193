/** What compiling gives: values, and what of a block or module is used again. */
import type { BlockSpec } from "../kinds/blocks/block.ts";
import type { Place } from "../diagnostics/diagnostics.ts";
import type { TensorType } from "../types.ts";
import type { Macro } from "./definition.ts";

/** A computed value: the node that makes it, and its type under the axis names in force where it is used. */
export interface Value {
  readonly node: number;
  readonly type: TensorType;
  /** Present where a macro of section `define` made it by its name as a kind. */
  readonly made?: Made | undefined;
  /** Present where a block made it. */
  readonly block?: MadeByBlock | undefined;
}

/** A signal that a block made: its weights may be used again. */
export interface MadeByBlock {
  readonly spec: BlockSpec;
  /** Its checked options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The signal that owns the weights. */
  readonly owner: string;
  /** Where it is declared. */
  readonly place: Place | undefined;
}

/** What a macro made by its name as a kind, or the call of it: its weights may be used again, its steps looked at. */
export interface Made {
  readonly macro: Macro;
  /** The signal that owns the weights. */
  readonly owner: string;
  /** Its options. */
  readonly options: ReadonlyMap<string, number>;
  /** The steps that its result needs, in order of need; after them, of a module, the others. */
  readonly steps: ReadonlyMap<string, Value>;
}

/** The value of a name, or of a step within what a macro made, `made.step`. */
export function valueOf(name: string, find: (name: string) => Value | undefined): Value | undefined {
  const parts = name.split(".");
  for (let count = parts.length; count > 0; count--) {
    const value = find(parts.slice(0, count).join("."));
    const rest = parts.slice(count);
    if (value) return rest.reduce<Value | undefined>((at, step) => at?.made?.steps.get(step), value);
  }
  return undefined;
}
