/** What a recipe selects from a map over time: the part of its program that reads this map and nothing else. */
import { inputOf, type Node, type Program, type Signal } from "../../specs/program.ts";
import { programFor } from "../graph/passes/mod.ts";

/** The name of the map as an input. */
export const MAP_INPUT = "map";

/** A map over time, and the signals that read it alone. */
export interface MaskSource {
  /** The signal of the map, [B, T]. */
  readonly name: string;
  /** Masks and other maps [B, T], lists of snippets [B, K], and thresholds [B], in the order of the recipe. */
  readonly signals: readonly Signal[];
}

/** The maps from which a recipe selects snippets, each with what it selects. */
export function maskSources(program: Program): MaskSource[] {
  const found = program.signals.filter((map) => isMap(map) && isNamed(map)).map((map) => {
    const depends = dependence(program, map.node);
    const signals = program.signals.filter((signal) =>
      signal.node !== map.node && depends[signal.node] === "map" && isShown(signal)
    );
    return { name: map.name, signals };
  }).filter(({ signals }) => signals.some((signal) => isMap(signal) || isList(signal)));
  // A map that comes from another one is one of its signals.
  const roots = found.filter(({ name }) =>
    !found.some(({ signals }) => signals.some((signal) => signal.name === name))
  );
  return roots.map(({ name, signals }) => ({ name, signals }));
}

/** The program that computes the signals of a source from the input `MAP_INPUT` [1, T]. */
export function maskProgram(program: Program, { name, signals }: MaskSource): Program {
  const { node: id } = program.signals.find((signal) => signal.name === name)!;
  const input: Node = {
    ...program.nodes[id]!,
    family: "structure",
    op: "input",
    inputs: [],
    options: { name: MAP_INPUT },
    parameters: [],
    traits: {},
    multiplyAdds: 0,
  };
  const { stream: _, owner: __, evaluation: ___, ...plain } = input;
  return programFor({ ...program, nodes: program.nodes.with(id, plain) }, signals.map(({ name }) => name));
}

type Dependence = "nothing" | "map" | "more";

/** What each node depends on: numbers alone, the map alone, or more. */
function dependence({ nodes }: Program, map: number): Dependence[] {
  const found: Dependence[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((input) => found[input]!);
    const isMore = inputOf(node) !== undefined || node.parameters.length > 0 || inputs.includes("more");
    found.push(node.id === map ? "map" : isMore ? "more" : inputs.includes("map") ? "map" : "nothing");
  }
  return found;
}

function isMap(signal: Signal): boolean {
  return !isList(signal) && axesOf(signal) === "B,T";
}

/** Whether it is a list of snippets. */
export function isList({ type: { indexes } }: Signal): boolean {
  return indexes?.axis === "T";
}

/** Whether the recipe itself names it: no input, step of a macro, loss or logged scalar. */
function isNamed({ name, section }: Signal): boolean {
  return section !== "input" && !name.includes(".");
}

function isShown(signal: Signal): boolean {
  return isNamed(signal) &&
    (isMap(signal) || isList(signal) && axesOf(signal) === "B,K" || axesOf(signal) === "B");
}

function axesOf({ type: { dims } }: Signal): string {
  return dims.map(({ axis }) => axis).join(",");
}
