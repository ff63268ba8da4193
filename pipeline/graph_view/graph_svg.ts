/** A graph of signals as a picture; its colours are those of the page, by the classes that it names. */
import { svg } from "../report/charts/svg.ts";
import type { Markup } from "../report/pages/element.ts";
import type { LaidOutGraph } from "./layout.ts";
import type { GraphNode } from "./signal_graph.ts";

/** Width of a letter of the face that names stand in, pixels. */
const LETTER = 7.3;
const LINE = 16;
const PADDING = 9;

/** Letters of a line after which a type goes on in the next one. */
const WIDTH = 24;

/** The lines in a box: name, what makes it and its type, what it costs. */
export function boxLines(node: GraphNode): string[] {
  const cost = [
    ...(node.parameters > 0 ? [`${shortCount(node.parameters)} parameters`] : []),
    ...(node.multiply_adds > 0 ? [`${shortCount(node.multiply_adds)} multiply-adds`] : []),
  ];
  const kind = node.kind === "expression" || node.kind === "input" ? "" : `${node.kind} `;
  return [node.name, ...wrapped(`${kind}${node.type}`), ...cost];
}

/** Text in lines of about the same width, broken at spaces. */
function wrapped(text: string): string[] {
  const count = Math.ceil(text.length / WIDTH);
  return text.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= Math.max(WIDTH, text.length / count);
    return fits ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
  }, []);
}

/** The size of a node's box, pixels. */
export function boxSize(node: GraphNode): { width: number; height: number } {
  const lines = boxLines(node);
  return {
    width: Math.ceil(Math.max(...lines.map((line) => line.length)) * LETTER) + 2 * PADDING,
    height: lines.length * LINE + 2 * PADDING - 4,
  };
}

/** SVG of a graph; a box tells on hover what the recipe says. */
export function graphSvg({ width, height, nodes, edges }: LaidOutGraph, label: string): Markup {
  const lines = edges.map(({ from, to, kind, points }) =>
    svg(
      "g",
      { class: `edge edge-${kind}` },
      svg("title", {}, `${to} reads ${READ[kind]} of ${from}`),
      svg("path", { d: smoothPath(points) }),
      svg("path", { class: "head", d: arrowHead(points) }),
    )
  );
  const boxes = nodes.map((node) =>
    svg(
      "g",
      { class: `signal section-${node.section}` },
      svg("title", {}, [node.text || node.name, ...node.from].join("\n")),
      svg("rect", { ...corner(node), width: node.width, height: node.height, rx: 5 }),
      boxLines(node).map((line, i) =>
        svg("text", {
          class: i === 0 ? "name" : "fact",
          x: node.x,
          y: node.y - node.height / 2 + PADDING + 10 + i * LINE,
          "text-anchor": "middle",
        }, line)
      ),
    )
  );
  const attributes = { class: "graph", width, height, viewBox: `0 0 ${round(width)} ${round(height)}` };
  return svg("svg", { ...attributes, role: "img", "aria-label": label }, lines, boxes);
}

const READ = { value: "the value", weights: "the weights", update: "the value after a step" } as const;

/** A number of operations or values in three digits: 12.6 M. */
export function shortCount(count: number): string {
  const [size, unit] = UNITS.find(([size]) => count >= size) ?? [1, ""];
  const text = (count / size).toPrecision(3);
  return unit === "" ? String(Math.round(count)) : `${Number(text)} ${unit}`;
}

const UNITS = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]] as const;

function corner({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: x - width / 2, y: y - height / 2 };
}

type Points = readonly { x: number; y: number }[];

/** Through the first and last point, and rounded at those between. */
function smoothPath(points: Points): string {
  const [first, ...rest] = points;
  const middles = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1]!;
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first!)}${middles.length > 0 ? middles.join("") : `L${at(rest.at(-1)!)}`}`;
}

/** A triangle whose tip is the last point. */
function arrowHead(points: Points): string {
  const tip = points.at(-1)!;
  const before = points.at(-2)!;
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const side = (sign: number) => ({
    x: tip.x - 8 * dx - sign * 3.5 * dy,
    y: tip.y - 8 * dy + sign * 3.5 * dx,
  });
  return `M${at(tip)}L${at(side(1))}L${at(side(-1))}Z`;
}

function at({ x, y }: { x: number; y: number }): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
