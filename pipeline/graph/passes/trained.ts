/** Which nodes a gradient may pass through. */
import type { Node } from "../../../specs/program.ts";

/** For every node, in the order of `nodes`' ids: whether a trainable tensor reaches it with a gradient. */
export function dependsOnParameters(nodes: readonly Node[]): boolean[] {
  const depends: boolean[] = [];
  for (const node of nodes) {
    depends.push(!node.detached && (node.parameters.length > 0 || node.inputs.some((id) => depends[id]!)));
  }
  return depends;
}
