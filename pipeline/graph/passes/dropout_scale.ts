/**
 * Pass: the factor of dropout goes into the weights that are next.
 *
 * Dropout multiplies what it keeps by 1 / keep. A convolution is linear, so its weights, which are few, may be multiplied
 * instead of every kept number, and their gradient instead of every gradient.
 */
import type { Node, Program } from "../../../specs/program.ts";
import { elements } from "../../../specs/types.ts";
import { rewrite } from "./rewrite.ts";

/**
 * The program with the factor of every dropout that only convolutions read in their weights. Equal to rounding; signals
 * of a dropout without its factor are no longer there.
 */
export function foldDropoutScale(program: Program): Program {
  const { nodes, losses, logged } = program;
  const users = nodes.map((): Node[] => []);
  for (const node of nodes) node.inputs.forEach((id) => users[id]!.push(node));
  const results = new Set([...losses, ...logged].map(({ node }) => node));
  const folded = new Set(nodes.filter(isFolded).map(({ id }) => id));
  const passed = rewrite(program, (node, { id, inputs, options }) => {
    if (folded.has(id)) return { ...node, options: { ...options, scaled: false } };
    if (node.op !== "conv1d" || !folded.has(inputs[0]!)) return node;
    const keep = 1 - (nodes[inputs[0]!]!.options["rate"] as number);
    return { ...node, options: { ...options, weights_scale: 1 / keep } };
  });
  const unscaled = new Set(
    passed.nodes.filter(({ options }) => options["scaled"] === false).map(({ id }) => id),
  );
  return { ...passed, signals: passed.signals.filter(({ node }) => !unscaled.has(node)) };

  function isFolded({ id, op, options, type }: Node): boolean {
    return op === "dropout" && options["rate"] !== 0 && !results.has(id) && users[id]!.length > 0 &&
      users[id]!.every((user) => user.op === "conv1d" && weightsOf(user) < elements(type));
  }
}

function weightsOf({ parameters }: Node): number {
  return parameters[0]!.shape.reduce((a, b) => a * b, 1);
}
