/// <reference lib="dom" />
/** The view of the graph: which signal reads which, of what type, at what cost. */
import dagre from "@dagrejs/dagre";
import { boxSize, graphSvg, shortCount } from "../../graph_view/graph_svg.ts";
import { layOutGraph } from "../../graph_view/layout.ts";
import { type GraphEdge, type GraphNode, signalGraph } from "../../graph_view/signal_graph.ts";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { button, found, showMarkup } from "./dom.ts";
import { placeLink, type Visit } from "./place_link.ts";
import type { RecipeEditor } from "./recipe_editor.ts";

/** The view. */
export interface GraphView {
  /** Draws the recipe at hand, or says that the drawing is of an earlier text. */
  update(): void;
}

/** Makes it. A box that is pointed at shows its line of the recipe. */
export function createGraphView(desk: Desk, editor: RecipeEditor, visit: Visit): GraphView {
  const facts = make("p", { class: "facts" });
  const about = make("div", { class: "graph-about", role: "status" });
  const drawing = make("div", {
    class: "scroll graph-scroll",
    tabindex: 0,
    role: "region",
    "aria-label": "Graph",
  });
  const zoom = (text: string, next: () => number) => button(text, () => scale(next()));
  const controls = make(
    "div",
    { class: "controls" },
    zoom("Fit", () => fitting()),
    zoom("Smaller", () => zoomed / 1.25),
    zoom("Larger", () => zoomed * 1.25),
  );
  found("view-graph").append(facts, controls, about, drawing);
  let drawn: unknown;
  let zoomed = 1;
  let width = 1;
  let edges: readonly GraphEdge[] = [];

  function update(): void {
    const { program } = desk;
    if (!program) {
      facts.textContent = drawn
        ? "There is something to mend: the graph is that of the recipe before."
        : "There is something to mend before the graph can be drawn.";
      return;
    }
    const graph = signalGraph(program);
    const sum = (count: (node: GraphNode) => number) =>
      graph.nodes.reduce((all, node) => all + count(node), 0);
    const parameters = sum((node) => node.parameters);
    const products = sum((node) => node.multiply_adds);
    facts.textContent = `${graph.nodes.length} signals and losses, ${shortCount(parameters)} parameters, ${
      shortCount(products)
    } multiply-adds of a training batch. Point at a box, or press Tab, for its line.`;
    if (drawn === program) return;
    drawn = program;
    edges = graph.edges;
    about.replaceChildren();
    const laidOut = layOutGraph(graph, boxSize, dagre);
    showMarkup(drawing, graphSvg(laidOut, `Signals of ${program.recipe.name}`));
    drawing.querySelector("svg")!.setAttribute("role", "group");
    width = laidOut.width;
    scale(Math.max(0.8, fitting()));
    drawing.scrollLeft = (laidOut.nodes[0]!.x * zoomed) - drawing.clientWidth / 2;
    drawing.querySelectorAll<SVGGElement>("g.signal").forEach((box, i) => {
      const node = graph.nodes[i]!;
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", `${node.name}: ${node.type}`);
      const show = () => tell(node, box);
      // A drawing that scrolls below a pointer at rest points at nothing.
      box.addEventListener("pointermove", ({ movementX, movementY }) => {
        if ((movementX !== 0 || movementY !== 0) && !box.classList.contains("pointed")) show();
      });
      box.addEventListener("focus", show);
      box.addEventListener("pointerleave", () => leave(box));
      box.addEventListener("blur", () => leave(box));
      const go = () => {
        const line = lineHere(node);
        if (line !== undefined) editor.goTo(line);
      };
      box.addEventListener("click", (event) => {
        // A finger asks what it is; the place that is shown leads there.
        if ((event as PointerEvent).pointerType === "touch") show();
        else go();
      });
      box.addEventListener("keydown", ({ key }) => {
        if (key === "Enter") go();
      });
    });
  }

  /** The part of its size at which the whole width is seen. */
  function fitting(): number {
    return Math.min(1, drawing.clientWidth / width);
  }

  function scale(next: number): void {
    zoomed = Math.max(0.1, Math.min(3, next));
    const graph = drawing.querySelector("svg");
    if (!graph) return;
    const { width, height } = graph.viewBox.baseVal;
    graph.setAttribute("width", String(width * zoomed));
    graph.setAttribute("height", String(height * zoomed));
  }

  /** The line of the text at hand that says a signal. */
  function lineHere({ from }: GraphNode): number | undefined {
    const here = from.map((each) => /^(.*):(\d+)$/.exec(each)).find((match) => match?.[1] === desk.path);
    return here ? Number(here[2]) : undefined;
  }

  function tell(node: GraphNode, box: SVGGElement): void {
    drawing.querySelectorAll(".pointed").forEach((each) => each.classList.remove("pointed"));
    box.classList.add("pointed");
    drawing.querySelectorAll("g.edge").forEach((line, i) => {
      const { from, to } = edges[i]!;
      line.classList.toggle("pointed", from === node.name || to === node.name);
    });
    editor.point(lineHere(node));
    const costs = [
      node.parameters > 0 ? `${node.parameters.toLocaleString("en-US")} parameters` : undefined,
      node.multiply_adds > 0 ? `${node.multiply_adds.toLocaleString("en-US")} multiply-adds` : undefined,
    ].filter((each) => each !== undefined).join(", ");
    about.replaceChildren(
      make("strong", {}, node.name),
      ` ${node.type}${costs === "" ? "" : ` · ${costs}`}`,
      ...node.from.map((from) => sourceLine(from)),
    );
  }

  /** A line of a recipe, with where it stands. */
  function sourceLine(from: string): HTMLElement {
    const [, path, line] = /^(.*):(\d+)$/.exec(from) ?? [];
    const text = path === undefined
      ? undefined
      : desk.shelf.text(path)?.split("\n")[Number(line) - 1]?.trim();
    return make("div", {}, placeLink(from, visit), " ", make("code", {}, text));
  }

  function leave(box: SVGGElement): void {
    box.classList.remove("pointed");
    drawing.querySelectorAll("g.edge.pointed").forEach((each) => each.classList.remove("pointed"));
    editor.point(undefined);
  }

  return { update };
}
