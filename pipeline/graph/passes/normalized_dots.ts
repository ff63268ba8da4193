/**
 * Pass: a product with a normalized signal is divided by the norms.
 *
 * a . (b / |b|) = (a . b) / |b|, where the right side makes nothing of the size of b.
 */
import type { Node, Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/**
 * The program with `dot(a, l2_normalize(b, D), D)`, D the last axis, as one operation wherever nothing else reads the
 * normalized b. Equal to rounding; the normalized b itself is left over.
 */
export function joinNormalizedDots(program: Program): Program {
  const { nodes } = program;
  const users = nodes.map(() => 0);
  for (const { inputs } of nodes) inputs.forEach((id) => users[id]!++);
  const normalized = new Map<number, number>();
  return rewrite(program, (node, original) => {
    if (original.op === "l2_normalize") normalized.set(original.id, node.inputs[0]!);
    if (original.op !== "dot") return node;
    const at = original.inputs.findIndex((id) => isLeftOver(nodes[id]!, original));
    if (at < 0) return node;
    const raw = normalized.get(original.inputs[at]!)!;
    return { ...node, family: "structure", op: "normalized_dot", inputs: [node.inputs[1 - at]!, raw] };
  });

  function isLeftOver({ id, op, options, type, detached }: Node, dot: Node): boolean {
    return op === "l2_normalize" && users[id] === 1 && options["axis"] === dot.options["axis"] &&
      options["axis"] === type.dims.length - 1 && detached === dot.detached;
  }
}
