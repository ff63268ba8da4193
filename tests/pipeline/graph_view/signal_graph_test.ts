import assert from "node:assert/strict";
import { loadRecipe } from "../../../mod.ts";
import { signalGraph } from "../../../pipeline/graph_view/signal_graph.ts";
import { boxLines, boxSize, graphSvg, shortCount } from "../../../pipeline/graph_view/graph_svg.ts";
import { type Dagre, layOutGraph } from "../../../pipeline/graph_view/layout.ts";

/** What each signal reads; `:weights` and `:update` where it is not the value. */
function readsOf(recipe: string): Record<string, string[]> {
  const { nodes, edges } = signalGraph(loadRecipe(recipe));
  return Object.fromEntries(
    nodes.map(({ name }) => [
      name,
      edges.filter(({ to }) => to === name)
        .map(({ from, kind }) => kind === "value" ? from : `${from}:${kind}`).sort(),
    ]),
  );
}

Deno.test("signalGraph() tells what the signals, losses and logged scalars of a recipe read", () => {
  const reads = readsOf("recipes/cola_thumos.yaml");
  assert.deepEqual(reads["features"], []);
  assert.deepEqual(reads["cas"], ["dropped_x"]);
  assert.deepEqual(reads["hard_action"], ["actionness", "inner"]);
  assert.deepEqual(reads["losses.action"], ["labels", "video"]);
  assert.deepEqual(reads["losses.refine_action"], ["easy_action", "easy_background", "hard_action", "x"]);
  assert.deepEqual(reads["logged.zero_median"], ["threshold"]);
  assert.equal(reads["lengths"], undefined, "an input that nothing reads is left out");
});

Deno.test("signalGraph() tells weights that are used again, and what a memory takes", () => {
  const reads = readsOf("recipes/rskp_thumos.yaml");
  assert.deepEqual(reads["refined"], ["original:weights", "refined_x"]);
  assert.ok(reads["bank"]!.includes("labels:update"), String(reads["bank"]));
  assert.ok(!Object.keys(reads).some((name) => name.startsWith("bank.")), "steps are parts of their signal");
});

Deno.test("signalGraph() counts what the steps of a module cost in its signal", () => {
  const { nodes } = signalGraph(loadRecipe("recipes/c3bn_thumos.yaml"));
  const parents = nodes.find(({ name }) => name === "parents")!;
  assert.ok(parents.parameters > 6_000_000 && parents.multiply_adds > 7e10);
  assert.deepEqual(boxLines(parents), [
    "parents",
    "network [B, T, C=21]",
    `${shortCount(parents.parameters)} parameters`,
    `${shortCount(parents.multiply_adds)} multiply-adds`,
  ]);
  const type = "indices [B, K=max(1, floor(T / 5))] of T";
  assert.deepEqual(boxLines({ ...parents, kind: "expression", type, parameters: 0, multiply_adds: 0 }), [
    "parents",
    "indices [B, K=max(1,",
    "floor(T / 5))] of T",
  ]);
});

Deno.test("shortCount() writes three digits with a unit", () => {
  assert.deepEqual([0, 7, 999, 40960, 12_584_960, 1.5e11].map(shortCount), [
    "0",
    "7",
    "999",
    "41 k",
    "12.6 M",
    "150 G",
  ]);
});

/** Lays nodes out in a column, and lines between the first and the second corner of the page. */
class Column {
  readonly names: string[] = [];
  setGraph() {}
  setNode(name: string) {
    this.names.push(name);
  }
  setEdge() {}
  graph() {
    return { width: 100, height: 50 };
  }
  node(name: string) {
    return { x: 50, y: 50 * this.names.indexOf(name), width: 90, height: 40 };
  }
  edge() {
    return { points: [{ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 10, y: 30 }] };
  }
}

Deno.test("graphSvg() draws a box for each signal and a line for each edge, and escapes what recipes say", () => {
  const dagre = { graphlib: { Graph: Column }, layout: () => {} } as unknown as Dagre;
  const graph = signalGraph(loadRecipe("recipes/cola_thumos.yaml"));
  const { markup } = graphSvg(layOutGraph(graph, boxSize, dagre), "Signals of <CoLA>");
  assert.match(markup, /^<svg class="graph" width="100" height="50" .*aria-label="Signals of &lt;CoLA&gt;">/);
  assert.equal(markup.match(/<rect /g)!.length, graph.nodes.length);
  assert.equal(markup.match(/class="head"/g)!.length, graph.edges.length);
  assert.ok(markup.includes("<title>threshold reads the value of actionness</title>"));
  assert.ok(markup.includes("recipes/cola_thumos.yaml:31</title>"));
});
