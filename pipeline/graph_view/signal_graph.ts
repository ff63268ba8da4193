/** The signals of a program as a graph: which reads which. */
import { explain, type ExplainedSignal } from "../../specs/explain/mod.ts";
import type { Program } from "../../specs/program.ts";

/** A signal with its steps: those of a macro or module that it uses are a part of it. */
export type GraphNode = Pick<
  ExplainedSignal,
  "name" | "section" | "kind" | "type" | "text" | "parameters" | "multiply_adds" | "from"
>;

/** One signal needs another. */
export interface GraphEdge {
  /** The signal that is read. */
  readonly from: string;
  /** The signal that reads it. */
  readonly to: string;
  /** What is read: the value; weights that are used again; or a value that a memory takes after a step. */
  readonly kind: "value" | "weights" | "update";
}

/** Signals, losses and logged scalars in the order of the recipe, with inputs that something reads. */
export interface SignalGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The graph of a program's signals. */
export function signalGraph(program: Program): SignalGraph {
  const { signals } = explain(program);
  const known = new Map(signals.map((signal) => [signal.name, signal]));
  const entryOf = (name: string) => known.get(name)?.section === "input" ? name : entryName(name);
  const edges = edgesOf(program, entryOf);
  const read = new Set(edges.map(({ from }) => from));
  const entries = Map.groupBy(signals, ({ name }) => entryOf(name));
  const nodes = [...entries].flatMap(([name, parts]) => {
    const own = known.get(name);
    return own && (own.section !== "input" || read.has(name)) ? [{ ...own, ...costOf(parts) }] : [];
  });
  const names = new Set(nodes.map(({ name }) => name));
  return { nodes, edges: edges.filter(({ from, to }) => names.has(from) && names.has(to)) };
}

function edgesOf(program: Program, entryOf: (name: string) => string): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  const add = (from: string, to: string, kind: GraphEdge["kind"]) => {
    if (from !== to) edges.set([from, to, kind].join("\n"), { from, to, kind });
  };
  // The name of a shared node is that of the signal that computes it.
  const aliases = new Map<number, string>();
  for (const { name, node, section } of program.signals) {
    if (section === "input") aliases.set(node, name);
    const computed = entryOf(program.nodes[node]!.signal);
    if (section !== "input") add(aliases.get(node) ?? computed, entryOf(name), "value");
  }
  const ofNode = (id: number) => aliases.get(id) ?? entryOf(program.nodes[id]!.signal);
  const updating = updatingNodes(program, ofNode);
  for (const { id, inputs, owner } of program.nodes) {
    const to = ofNode(id);
    for (const input of inputs) add(ofNode(input), to, updating.has(id) ? "update" : "value");
    if (owner !== undefined) add(entryOf(owner), to, "weights");
  }
  return [...edges.values()];
}

/** Nodes on which what a memory takes depends, and nothing that is read in the step. */
function updatingNodes({ nodes, signals, updates }: Program, ofNode: (id: number) => string): Set<number> {
  const values = new Set(signals.filter(({ name, node }) => ofNode(node) === name).map(({ node }) => node));
  for (const { id } of nodes.toReversed()) {
    const isRead = nodes.some((reader) =>
      reader.inputs.includes(id) && (values.has(reader.id) || ofNode(reader.id) !== ofNode(id))
    );
    if (isRead) values.add(id);
  }
  const memories = new Set(updates.map(({ node }) => ofNode(node)));
  return new Set(nodes.map(({ id }) => id).filter((id) => memories.has(ofNode(id)) && !values.has(id)));
}

/** The entry of the recipe that a step belongs to: `video` of `video.strongest`, `losses.refine` of `losses.refine.x`. */
function entryName(name: string): string {
  const [first, second] = name.split(".");
  return (first === "losses" || first === "logged") && second !== undefined ? `${first}.${second}` : first!;
}

function costOf(parts: readonly ExplainedSignal[]): Pick<GraphNode, "parameters" | "multiply_adds"> {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    parameters: sum(parts.map(({ parameters }) => parameters)),
    multiply_adds: sum(parts.map(({ multiply_adds }) => multiply_adds)),
  };
}
