/** Losses that cannot train anything, whatever the data. */
import type { Line, Node, Program } from "../program.ts";

/** What a person should know, in a sentence. */
export interface RecipeWarning {
  /** The sentence, which names the line too. */
  readonly message: string;
  /** The line that it is about; undefined where only the command line says it. */
  readonly line: Line | undefined;
}

/**
 * One sentence for each loss that depends on what is trained through constants alone: what competes along an axis is
 * constant where the axis has one entry, as a softmax over one class.
 */
export function idleLosses({ nodes, losses, lines }: Program): RecipeWarning[] {
  const isConstant = (node: Node) => constantAxis(node) !== undefined;
  const reaches = reach(nodes, () => false);
  const trains = reach(nodes, isConstant);
  return losses.flatMap(({ name, node, weight }) => {
    if (weight === 0 || !reaches[node] || trains[node]) return [];
    const found = constantsBehind(nodes, node, isConstant)[0];
    if (!found) return [];
    const line = lines[found.signal];
    const where = line ? ` (${line.file}:${line.line})` : "";
    const message =
      `Loss "${name}" trains nothing: "${found.signal}"${where} is ${found.op} over ${
        constantAxis(found)
      }, which has one entry, and so the same for every video. Use what does not compare the entries of an axis there, ` +
      "or have more of them";
    return [{ message, line }];
  });
}

/** The name of the axis of one entry over which a node is constant. */
function constantAxis({ traits, type }: Node): string | undefined {
  const dim = traits.constantAlone === undefined ? undefined : type.dims[traits.constantAlone];
  return dim?.size === 1 ? dim.axis : undefined;
}

/** Which nodes depend on a trainable tensor, not through what is `cut`. */
function reach(nodes: readonly Node[], cut: (node: Node) => boolean): boolean[] {
  const found: boolean[] = [];
  for (const node of nodes) {
    found.push(
      !cut(node) &&
        (node.parameters.some(({ isMemory }) => !isMemory) || node.inputs.some((input) => found[input])),
    );
  }
  return found;
}

/** The constants that a node depends on, the first ones first. */
function constantsBehind(
  nodes: readonly Node[],
  from: number,
  isConstant: (node: Node) => boolean,
): Node[] {
  const behind = new Set([from]);
  for (let id = from; id >= 0; id--) {
    if (behind.has(id)) { for (const input of nodes[id]!.inputs) behind.add(input); }
  }
  return nodes.filter((node) => behind.has(node.id) && isConstant(node));
}
