/**
 * Pass: a product with a normalized signal is divided by the norms.
 *
 * a . (b / |b|) = (a . b) / |b|, where the right side makes nothing of the size of b.
 */
import type { Node, Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/**
 * The program with the product of a and the normalized b over their last axis, such as `dot(a, l2_normalize(b, D), D)`,
 * as that of a and b divided by the norms, wherever nothing else reads the normalized b. Equal to rounding; the normalized
 * b itself is left over.
 */
export function joinNormalizedDots(program: Program): Program {
  const { nodes } = program;
  const users = nodes.map(() => 0);
  for (const { inputs } of nodes) inputs.forEach((id) => users[id]!++);
  const normalized = new Map<number, number>();
  return rewrite(program, (node, original, add) => {
    if (original.traits.normalized !== undefined) normalized.set(original.id, node.inputs[0]!);
    if (original.traits.product === undefined) return node;
    const at = original.inputs.findIndex((id) => isLeftOver(nodes[id]!, original));
    if (at < 0) return node;
    const { type: { dims } } = nodes[original.inputs[at]!]!;
    const raw = normalized.get(original.inputs[at]!)!;
    const { id: _, ...product } = node;
    const added = { ...product, family: "structure" as const, options: {}, multiplyAdds: 0, traits: {} };
    const norms = add({ ...added, op: "norms", inputs: [raw], type: { dims: dims.slice(0, -1) } });
    const undivided = add({ ...product, inputs: node.inputs.with(at, raw) });
    return { ...node, ...added, op: "quotient", inputs: [undivided, norms] };
  });

  function isLeftOver({ id, traits: { normalized }, type, detached }: Node, product: Node): boolean {
    return normalized !== undefined && users[id] === 1 && normalized === product.traits.product &&
      normalized === type.dims.length - 1 && detached === product.detached;
  }
}
