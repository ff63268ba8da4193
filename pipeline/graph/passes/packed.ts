/** Pass: what a program computes snippet by snippet, or from a few neighbours of each, for several videos in a row. */
import { inputOf, type Node, type Program } from "../../../specs/program.ts";
import { axisOf } from "../../../specs/types.ts";
import { inputNames } from "../nodes.ts";
import { byParts, type PartedProgram } from "./by_parts.ts";
import { rewrite } from "./rewrite.ts";

/** `PartedProgram` whose part takes several videos, with rows of zeros between them. */
export interface PackedProgram extends Omit<PartedProgram, "reach"> {
  /** How many rows of zeros there must be between two videos at least. */
  readonly gap: number;
}

/** The input of a packed part [1, T]: 1 in the rows of videos, and 0 between them. */
export const WITHIN = "within";

/** Inputs that have a value for each snippet, or the same for all videos. */
const TAKEN: ReadonlySet<string> = new Set(["features", "progress"]);

/**
 * Takes a program apart, as `byParts` does. Between two videos a layer meets zeros, as it does beyond the ends of one.
 *
 * @returns Undefined where that saves nothing, or where a video would not be computed as it is alone.
 */
export function packed(program: Program, wanted: readonly string[]): PackedProgram | undefined {
  const parted = byParts(program, wanted);
  if (!parted) return undefined;
  const { part, reach: _, ...others } = parted;
  const reaching = part.nodes.filter(({ traits: { reach = 0 } }) => reach > 0);
  const isAlike = inputNames(part).isSubsetOf(TAKEN) &&
    reaching.every(({ traits }) => traits.zerosOutside);
  if (!isAlike) return undefined;
  const gap = reaching.reduce((most, { traits }) => Math.max(most, traits.reach!), 0);
  return { ...others, part: withZeros(part), gap };
}

/** Makes what layers that look at neighbours read zero between two videos; the features are. */
function withZeros(part: Program): Program {
  const features = part.nodes.find((node) => inputOf(node) === "features")!;
  let within: number | undefined;
  const done = new Map<number, number>();
  return rewrite(part, (node, original, add) => {
    if (!((node.traits.reach ?? 0) > 0)) return node;
    const inserted = { ...PLAIN, signal: node.signal };
    const zeroed = (id: number, before: Node): number => {
      const axis = axisOf(before.type, "T");
      // An axis T of another size has one entry for all videos.
      if (before === features || before.type.dims[axis]?.size !== features.type.dims[1]!.size) return id;
      const known = done.get(before.id);
      if (known !== undefined) return known;
      within ??= add({
        ...inserted,
        op: "input",
        inputs: [],
        options: { name: WITHIN },
        type: { ...features.type, dims: features.type.dims.slice(0, 2) },
      });
      const after = add({
        ...inserted,
        op: "within",
        inputs: [id, within],
        options: { axis },
        type: before.type,
      });
      done.set(before.id, after);
      return after;
    };
    return {
      ...node,
      inputs: node.inputs.map((id, i) => zeroed(id, part.nodes[original.inputs[i]!]!)),
    };
  });
}

const PLAIN = {
  family: "structure",
  parameters: [],
  detached: false,
  multiplyAdds: 0,
  traits: {},
} as const;
