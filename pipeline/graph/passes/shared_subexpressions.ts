/** Pass: what is written several times is computed once. */
import type { Node, Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/**
 * The program with equal nodes merged: same operation, inputs and options. Nodes with weights or a random stream of
 * their own are never equal; those that use the same weights may be.
 */
export function shareSubexpressions(program: Program): Program {
  const known = new Map<string, number>();
  return rewrite(program, (node) => {
    if (node.stream !== undefined) return node;
    const key = identity(node);
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    known.set(key, node.id);
    return node;
  });
}

function identity({ family, op, inputs, options, parameters, detached }: Node): string {
  const weights = parameters.map(({ name }) => name);
  return JSON.stringify([family, op, inputs, Object.entries(options).sort(), weights, detached], exactly);
}

/** JSON alone writes 0 and -0 alike, and every number that is not finite as null. */
function exactly(_: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Object.is(value, -0) ? "-0" : Number.isFinite(value) ? value : String(value);
}
