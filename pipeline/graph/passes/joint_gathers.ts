/**
 * Pass: what is gathered from one signal is gathered together.
 *
 * The gradient of a gather is a tensor of the size of what is gathered from, mostly zeros. A signal from which several
 * lists of rows are taken gets one such tensor instead of several that are added up.
 */
import type { Node, Program } from "../../../specs/program.ts";
import { type Dim, withDim } from "../../../specs/types.ts";
import { rewrite } from "./rewrite.ts";
import { dependsOnParameters } from "./trained.ts";

/** The program with the gathers of every trained signal joined. Values are the same to the bit, gradients to rounding. */
export function joinGathers(program: Program): Program {
  const levels = gatherLevels(program.nodes);
  const groups = groupsOf(program.nodes, levels);
  if (groups.size === 0) return program;
  const parts = new Map<number, number>();
  // A gather comes as early as its level allows, so that all indices of a group are there before its first gather.
  const place = ({ id, traits }: Node) => 2 * levels[id]! - (traits.takesRows ? 1 : 0);
  const nodes = program.nodes.toSorted((a, b) => place(a) - place(b));
  const renamed = new Map<number, number>();
  const joined = rewrite({ ...program, nodes }, (node, original, add) => {
    renamed.set(original.id, node.id);
    const group = groups.get(original.id);
    if (!group) return node;
    if (!parts.has(original.id)) {
      const indices = group.map(({ inputs }) => renamed.get(inputs[1]!)!);
      const { signal, detached } = node;
      const shared = { options: {}, parameters: [], multiplyAdds: 0, traits: {}, signal, detached };
      const kinds = group.map(({ inputs }) => program.nodes[inputs[1]!]!.type);
      const K: Dim = {
        axis: "K",
        size: kinds.map(({ dims }) => dims[1]!.size).join(" + "),
        count: kinds.reduce((sum, { dims }) => sum + dims[1]!.count, 0),
      };
      const list = {
        family: "structure" as const,
        op: "join",
        inputs: indices,
        type: withDim(kinds[0]!, 1, K),
      };
      const all = add({ ...shared, ...list, detached: true });
      const rows = add({ ...node, inputs: [node.inputs[0]!, all], type: withDim(original.type, 1, K) });
      group.forEach((member, at) => {
        const { signal, type } = member;
        const options = { axis: 1, at };
        parts.set(
          member.id,
          add({
            ...shared,
            family: "structure",
            op: "part",
            inputs: [rows, ...indices],
            options,
            signal,
            type,
          }),
        );
      });
    }
    return parts.get(original.id)!;
  });
  return joined;
}

/** How many gathers lie on the longest way to every node, itself included. */
function gatherLevels(nodes: readonly Node[]): number[] {
  const levels: number[] = [];
  for (const { inputs, traits } of nodes) {
    levels.push(Math.max(0, ...inputs.map((id) => levels[id]!)) + (traits.takesRows ? 1 : 0));
  }
  return levels;
}

/** The gathers from one trained signal on one level, where there are several: their group by the id of each. */
function groupsOf(nodes: readonly Node[], levels: readonly number[]): Map<number, readonly Node[]> {
  const trained = dependsOnParameters(nodes);
  const gathers = nodes.filter(({ id, inputs, traits }) =>
    traits.takesRows && trained[id] && trained[inputs[0]!]
  );
  const groups = Map.groupBy(
    gathers,
    ({ id, family, op, inputs, options }) => JSON.stringify([family, op, options, inputs[0], levels[id]]),
  );
  const several = [...groups.values()].filter(({ length }) => length > 1);
  return new Map(several.flatMap((group) => group.map(({ id }) => [id, group] as const)));
}
