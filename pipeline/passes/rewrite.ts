/** The machinery of passes: rebuilds a program with some nodes replaced or left out. */
import type { Node, Program } from "../../specs/program.ts";

/**
 * Rebuilds a program. `decide` sees each node with its inputs already renumbered and answers with the node to keep,
 * or with the new id of a node that stands in for it, or with nothing where no one needs it.
 */
export function rewrite(
  program: Program,
  decide: (node: Node, original: Node) => Node | number | undefined,
): Program {
  const nodes: Node[] = [];
  const renamed = new Map<number, number>();
  for (const original of program.nodes) {
    const inputs = original.inputs.map((id) => renamed.get(id)!);
    const answer = decide({ ...original, id: nodes.length, inputs }, original);
    if (answer === undefined) continue;
    if (typeof answer === "number") renamed.set(original.id, answer);
    else {
      renamed.set(original.id, nodes.length);
      nodes.push(answer);
    }
  }
  const move = <T extends { readonly node: number }>(items: readonly T[]): T[] =>
    items.flatMap((item) => renamed.has(item.node) ? [{ ...item, node: renamed.get(item.node)! }] : []);
  return {
    ...program,
    nodes,
    signals: move(program.signals),
    losses: move(program.losses),
    logged: move(program.logged),
  };
}
