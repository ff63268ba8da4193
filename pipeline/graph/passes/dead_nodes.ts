/** Pass: only what is asked for is computed. */
import type { Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/** The program without nodes that none of `wanted` (node ids) needs. */
export function dropDeadNodes(program: Program, wanted: readonly number[]): Program {
  const needed = new Set<number>(wanted);
  for (const node of program.nodes.toReversed()) {
    if (needed.has(node.id)) node.inputs.forEach((id) => needed.add(id));
  }
  return rewrite(program, (node, original) => needed.has(original.id) ? node : undefined);
}
