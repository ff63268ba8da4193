/** The machinery of passes: rebuilds a program with some nodes replaced or left out. */
import type { Node, Program } from "../../../specs/program.ts";

/**
 * Rebuilds a program. `decide` sees each node with its inputs already renumbered and answers with the node to keep,
 * or with the new id of a node that stands in for it, or with nothing where no one needs it. `add` puts a node before
 * it, whose inputs are new ids, and answers with its id.
 */
export function rewrite(
  program: Program,
  decide: (node: Node, original: Node, add: (node: Omit<Node, "id">) => number) => Node | number | undefined,
): Program {
  const nodes: Node[] = [];
  const renamed = new Map<number, number>();
  const add = (node: Omit<Node, "id">): number => nodes.push({ ...node, id: nodes.length }) - 1;
  for (const original of program.nodes) {
    const inputs = original.inputs.map((id) => renamed.get(id)!);
    const answer = decide({ ...original, id: nodes.length, inputs }, original, add);
    if (answer === undefined) continue;
    if (typeof answer === "number") renamed.set(original.id, answer);
    else renamed.set(original.id, add(answer));
  }
  const move = <T extends { readonly node: number }>(items: readonly T[]): T[] =>
    items.flatMap((item) => renamed.has(item.node) ? [{ ...item, node: renamed.get(item.node)! }] : []);
  return {
    ...program,
    nodes,
    signals: move(program.signals),
    losses: move(program.losses),
    logged: move(program.logged),
    updates: move(program.updates),
    starts: move(program.starts),
  };
}
