/** Where the boxes and lines of a graph stand. */
import type { GraphEdge, GraphNode, SignalGraph } from "./signal_graph.ts";

/** A box, pixels, by its centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A graph with places, pixels. */
export interface LaidOutGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (GraphNode & Box)[];
  /** Points from the box that is read to the one that reads. */
  readonly edges: readonly (GraphEdge & { readonly points: readonly { x: number; y: number }[] })[];
}

/** What is used of `@dagrejs/dagre`, which a caller brings: only pages with a graph load it. */
export interface Dagre {
  readonly graphlib: {
    Graph: new (options: { multigraph: boolean }) => DagreGraph;
  };
  // deno-lint-ignore no-explicit-any -- a method of the library, whose type is of its own graph
  layout(graph: any): unknown;
}

interface DagreGraph {
  setGraph(label: Record<string, unknown>): unknown;
  // deno-lint-ignore no-explicit-any -- labels are of any type there
  graph(): any;
  setNode(name: string, label: Record<string, unknown>): unknown;
  // deno-lint-ignore no-explicit-any -- labels are of any type there
  node(name: string): any;
  setEdge(from: string, to: string, label: Record<string, unknown>, name: string): unknown;
  // deno-lint-ignore no-explicit-any -- labels are of any type there
  edge(from: string, to: string, name: string): any;
}

/** Lays a graph out from top to bottom: what is read stands above what reads it. */
export function layOutGraph(
  { nodes, edges }: SignalGraph,
  sizeOf: (node: GraphNode) => Pick<Box, "width" | "height">,
  { graphlib, layout }: Dagre,
): LaidOutGraph {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 18, ranksep: 34, edgesep: 10, marginx: 8, marginy: 8 });
  for (const node of nodes) graph.setNode(node.name, { ...sizeOf(node) });
  for (const { from, to, kind } of edges) graph.setEdge(from, to, {}, kind);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.max(0, width),
    height: Math.max(0, height),
    nodes: nodes.map((node) => {
      const { x, y, width, height } = graph.node(node.name);
      return { ...node, x, y, width, height };
    }),
    edges: edges.map((edge) => ({ ...edge, points: graph.edge(edge.from, edge.to, edge.kind).points })),
  };
}
