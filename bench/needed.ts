/** The arithmetic that a training step cannot do without. */
import { dependsOnParameters } from "../pipeline/graph/passes/trained.ts";
import { inputOf, type Node, type Program } from "../specs/program.ts";

/**
 * Multiply-adds of a full training step, by the types of its program: every product forward, once more for the gradient
 * of its weights, and once more for every input that a gradient passes to. Products of sampled snippets are counted for
 * distinct snippets only.
 *
 * @param program What a step computes: its losses and nothing else.
 * @param distinct The part of the B T sampled snippets that are distinct, in (0, 1].
 */
export function neededMultiplyAdds(program: Program, distinct: number): number {
  const trained = dependsOnParameters(program.nodes);
  const reached = reachedNodes(program, trained);
  const perSnippet: boolean[] = [];
  let sum = 0;
  for (const node of program.nodes) {
    perSnippet.push(readsOneSnippet(node, perSnippet));
    const products = 1 + (reached[node.id] ? gradientProducts(node, trained) : 0);
    const repeats = node.parameters.length > 0 && perSnippet[node.inputs[0]!];
    sum += node.multiplyAdds * products * (repeats ? distinct : 1);
  }
  return sum;
}

/** Whether a gradient comes back to a node from the losses. */
function reachedNodes({ nodes, losses }: Program, trained: readonly boolean[]): boolean[] {
  const reached = nodes.map(() => false);
  for (const { node, weight } of losses) if (weight !== 0) reached[node] = trained[node]!;
  for (const { id, inputs } of nodes.toReversed()) {
    if (reached[id]) inputs.forEach((input) => reached[input] ||= trained[input]!);
  }
  return reached;
}

function gradientProducts({ parameters, inputs }: Node, trained: readonly boolean[]): number {
  return (parameters.length > 0 ? 1 : 0) + inputs.filter((id) => trained[id]).length;
}

/** Whether row t of the value depends on the sampled snippet t alone, so that repeated snippets repeat it. */
function readsOneSnippet(node: Node, perSnippet: readonly boolean[]): boolean {
  const input = inputOf(node);
  if (input !== undefined) return input === "features";
  const { inputs, traits } = node;
  return traits.reach === 0 && inputs.every((id) => perSnippet[id]);
}

/** Multiply-adds of the signals of `snippets` snippets in all, each once; of a program that computes them and nothing else. */
export function forwardMultiplyAdds({ nodes, recipe }: Program, snippets: number): number {
  const { training: { batch }, features: { sampling } } = recipe;
  const full = nodes.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  return full * snippets / (batch * sampling.length);
}
