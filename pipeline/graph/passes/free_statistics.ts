/** Which scalars of section `logged` a training step computes. */
import { inputOf, type Program, type Statistic } from "../../../specs/program.ts";

/**
 * The statistics that read nothing but inputs and what the wanted nodes need anyway: logging never makes a step compute
 * signals that no loss asks for.
 */
export function freeStatistics({ nodes, logged }: Program, wanted: readonly number[]): Statistic[] {
  const needed = new Set(wanted);
  for (const node of nodes.toReversed()) {
    if (needed.has(node.id)) node.inputs.forEach((id) => needed.add(id));
  }
  const isFree = (id: number, own: string): boolean => {
    const { signal, inputs } = nodes[id]!;
    if (needed.has(id) || inputOf(nodes[id]!) !== undefined) return true;
    return (signal === own || signal.startsWith(`${own}.`)) && inputs.every((input) => isFree(input, own));
  };
  return logged.filter(({ name, node }) => isFree(node, `logged.${name}`));
}
