/** Adds what a block computes to a program, with weights of its own or those of another signal. */
import type { BlockSpec, Built, ParameterSpec } from "../kinds/blocks/block.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** What a block's type rule answered, and for what. */
export interface BuiltBlock {
  readonly built: Built;
  readonly inputs: readonly Value[];
  /** The signal that owns the weights. */
  readonly owner: string;
}

/** Adds a block; `refuse` is for inputs of other sizes than those that the weights of another signal are for. */
export function addBlock(
  { kind, update }: BlockSpec,
  { built, inputs, owner }: BuiltBlock,
  { builder, signal }: Pick<Scope, "builder" | "signal">,
  refuse: (message: string, hint: string) => never,
): Value {
  const isMemory = update === undefined ? {} : { isMemory: true };
  const parameters = built.parameters.map((each) => ({
    ...each,
    ...isMemory,
    name: `${owner}.${each.name}`,
  }));
  const isOwner = owner === signal;
  for (const each of isOwner ? [] : parameters) {
    const made = builder.parameters.get(each.name)!;
    if (showShape(made) === showShape(each)) continue;
    refuse(
      `The weights "${each.name}" are ${showShape(made)}: a call needs ${showShape(each)}`,
      "give the call inputs of the same sizes, or make another signal",
    );
  }
  return builder.add({
    family: "blocks",
    op: kind,
    type: built.type,
    signal,
    owner: isOwner ? undefined : owner,
    inputs,
    options: built.options,
    parameters,
    detached: update !== undefined,
    multiplyAdds: built.multiplyAdds,
    traits: built.traits,
  });
}

function showShape({ axes, shape }: ParameterSpec): string {
  return `[${axes.map((axis, i) => `${axis}=${shape[i]}`).join(", ")}]`;
}
