/** Which nodes something reaches. Inputs come before their users, so that one walk along the nodes is enough. */
import type { Node } from "../program.ts";

/** Answers for every node whether it `begins`, or reads one that is reached; none passes where `blocks` holds. */
export function reachOf(
  nodes: readonly Node[],
  begins: (node: Node) => boolean,
  blocks: (node: Node) => boolean = () => false,
): (id: number) => boolean {
  const reached: boolean[] = [];
  return (id) => {
    while (reached.length <= id) {
      const node = nodes[reached.length]!;
      reached.push(!blocks(node) && (begins(node) || node.inputs.some((input) => reached[input])));
    }
    return reached[id]!;
  };
}
