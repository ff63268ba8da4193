/**
 * Pass: what a program computes snippet by snippet, or from a few neighbours of each, apart from what needs all snippets, so
 * that long videos are computed in parts.
 */
import { inputOf, type Node, type Program, type Signal } from "../../../specs/program.ts";
import { axisOf, type TensorType } from "../../../specs/types.ts";
import { inputNames } from "../nodes.ts";
import { dropDeadNodes } from "./dead_nodes.ts";
import { rewrite } from "./rewrite.ts";

/** A program in two. */
export interface PartedProgram {
  /** Computes the signals `names` of the snippets of a part, and needs `reach` more on each side of it. */
  readonly part: Program;
  /** Computes the rest of all snippets: the signals `names` are inputs of it instead of the features. */
  readonly whole: Program;
  readonly names: readonly string[];
  /** The position of T in each of these. */
  readonly axes: readonly number[];
  readonly reach: number;
}

/** How far a node looks along T, or that it needs all snippets, or none. */
type Reach = number | "all" | "none";

/**
 * Takes a program apart; its signals `wanted` are those of `whole`.
 *
 * @returns Undefined where that saves nothing: what needs all snippets reads as many values of each as there are features.
 */
export function byParts(program: Program, wanted: readonly string[]): PartedProgram | undefined {
  const { nodes, signals } = program;
  const reaches: Reach[] = [];
  for (const node of nodes) reaches.push(reachOf(node, reaches));
  const isLocal = (id: number) => typeof reaches[id] === "number";
  const results = new Set(signals.filter(({ name }) => wanted.includes(name)).map(({ node }) => node));
  const read = new Set(nodes.flatMap(({ id, inputs }) => isLocal(id) ? [] : inputs));
  const cut = nodes.filter(({ id }) => isLocal(id) && (results.has(id) || read.has(id)));
  const features = nodes.find((node) => inputOf(node) === "features");
  const size = cut.reduce((sum, { type }) => sum + valuesOf(type), 0);
  const computed = cut.filter((node) => inputOf(node) === undefined);
  if (!features || computed.length === 0 || size >= valuesOf(features.type)) return undefined;
  const names = computed.map((_, i) => `${PART}${i}`);
  const own = computed.map(({ id, type }, i): Signal => ({
    name: names[i]!,
    section: "input",
    node: id,
    type,
    kind: "input",
    text: "",
    place: undefined,
  }));
  const places = new Map(computed.map(({ id }, i) => [id, i]));
  const replaced = rewrite(program, (node, { id, type, signal }, add) => {
    const place = places.get(id);
    if (place === undefined) return node;
    return add({
      family: "structure",
      op: "input",
      inputs: [],
      options: { name: names[place]! },
      type,
      signal,
      parameters: [],
      detached: false,
      multiplyAdds: 0,
      traits: {},
    });
  });
  const ends = replaced.signals.filter(({ name }) => wanted.includes(name)).map(({ node }) => node);
  const whole = dropDeadNodes(replaced, ends);
  if (inputNames(whole).has("features")) return undefined;
  return {
    part: dropDeadNodes({ ...program, signals: own }, computed.map(({ id }) => id)),
    whole,
    names,
    axes: computed.map(({ type }) => axisOf(type, "T")),
    reach: computed.reduce((most, { id }) => Math.max(most, reaches[id] as number), 0),
  };
}

const PART = "parts.";

function reachOf(node: Node, known: readonly Reach[]): Reach {
  const hasT = axisOf(node.type, "T") >= 0;
  if (inputOf(node) !== undefined) return hasT ? 0 : "none";
  const inputs = node.inputs.map((id) => known[id]!);
  if (inputs.every((reach) => reach === "none")) return "none";
  const own = node.traits.reach;
  if (own === undefined || !hasT || node.stream !== undefined || inputs.includes("all")) return "all";
  return own + Math.max(...inputs.filter((reach) => typeof reach === "number"));
}

/** Values of a snippet. */
function valuesOf({ dims }: TensorType): number {
  return dims.filter(({ axis }) => axis !== "T" && axis !== "B").reduce(
    (product, { count }) => product * count,
    1,
  );
}
