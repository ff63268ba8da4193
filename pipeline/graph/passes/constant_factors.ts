/**
 * Pass: a constant factor goes into the weights that are next.
 *
 * Dropout multiplies what it keeps by 1 / keep. What is linear in it, such as a convolution, may have its weights, which
 * are few, multiplied instead of every kept number, and their gradient instead of every gradient.
 */
import type { Node, Program } from "../../../specs/program.ts";
import { elements } from "../../../specs/types.ts";
import { rewrite } from "./rewrite.ts";

/**
 * The program with the factor of every dropout that only linear blocks read in their weights. Equal to rounding; signals
 * of a dropout without its factor are no longer there.
 */
export function foldFactors(program: Program): Program {
  const { nodes, losses, logged, updates } = program;
  const users = nodes.map((): Node[] => []);
  for (const node of nodes) node.inputs.forEach((id) => users[id]!.push(node));
  const results = new Set([...losses, ...logged, ...updates].map(({ node }) => node));
  const folded = new Set(nodes.filter(isFolded).map(({ id }) => id));
  const passed = rewrite(program, (node, { id, inputs, options }) => {
    if (folded.has(id)) return { ...node, options: { ...options, scaled: false } };
    if (!folded.has(inputs[0]!)) return node;
    return { ...node, weightsFactor: nodes[inputs[0]!]!.traits.factor! };
  });
  const unscaled = new Set(
    passed.nodes.filter(({ options }) => options["scaled"] === false).map(({ id }) => id),
  );
  return { ...passed, signals: passed.signals.filter(({ node }) => !unscaled.has(node)) };

  function isFolded({ id, options, traits: { factor = 1 }, type }: Node): boolean {
    return factor !== 1 && options["scaled"] !== false && !results.has(id) && users[id]!.length > 0 &&
      users[id]!.every((user) => weightsOf(user, id) < elements(type));
  }
}

/** How many weights may be multiplied instead of a node that another reads; infinitely many where none may. */
function weightsOf({ inputs, parameters, traits: { linear } }: Node, read: number): number {
  const weights = parameters.find(({ name }) => name.endsWith(`.${linear}`));
  const others = inputs.slice(1);
  if (!weights || others.includes(read)) return Infinity;
  return weights.shape.reduce((a, b) => a * b, 1);
}
