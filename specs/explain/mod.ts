/** Explains a program: what every line of the recipe became. */
import { parametersOf, type Program, type Signal } from "../program.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { showType } from "../types.ts";
import type { ExplainedNode, ExplainedSignal, Explanation } from "./explanation.ts";
import { explainConstants, explainSettings, originText } from "./settings.ts";

export type {
  ExplainedNode,
  ExplainedParameter,
  ExplainedSignal,
  ExplainedThresholds,
  Explanation,
  Setting,
} from "./explanation.ts";

/** Explains a program. */
export function explain(program: Program): Explanation {
  const { recipe, file, parents, nodes, losses } = program;
  const tensors = parametersOf(program).map(({ name, axes, shape }) => ({
    name,
    axes,
    shape,
    count: product(shape),
  }));
  const total = sum(tensors.map(({ count }) => count));
  const weight = (name: string) => program.origins.find(({ path }) => path === `losses.${name}.weight`);
  return {
    recipe: { name: recipe.name, file, extends: parents, description: recipe.description },
    signals: inSectionOrder(program).map((signal) => explainSignal(signal, program)),
    parameters: { tensors, total, bytes: 4 * total },
    multiply_adds: sum(nodes.map(({ multiplyAdds }) => multiplyAdds)),
    losses: losses.map((loss) => {
      const origin = weight(loss.name);
      return { name: loss.name, weight: loss.weight, from: origin ? originText(origin) : "default" };
    }),
    constants: explainConstants(program),
    settings: explainSettings(program),
    thresholds: Object.entries(recipe.inference.proposals).map(([group, { thresholds }]) => ({
      group,
      count: thresholds.length,
      first: thresholds[0]!,
      last: thresholds.at(-1)!,
    })),
    streams: nodes.flatMap(({ stream }) => stream ?? []),
    nodes: nodes.map((node) => explainNode(node, program)),
  };
}

/** The signals as the recipe reads: those of a batch first, then section by section as declared. */
function inSectionOrder({ signals, origins }: Program): Signal[] {
  const sections = ["input", ...SIGNAL_SECTIONS, "losses", "logged"];
  const paths = origins.map(({ path }) => path);
  const rank = ({ section, name }: Signal) => {
    const path = ["losses", "logged"].includes(section) ? name : `${section}.${name}`;
    return paths.findIndex((each) => each === path || each.startsWith(`${path}.`));
  };
  return [...signals].sort((a, b) =>
    sections.indexOf(a.section) - sections.indexOf(b.section) || rank(a) - rank(b)
  );
}

function explainSignal(signal: Signal, { nodes, origins }: Program): ExplainedSignal {
  const { name, section, kind, type, text } = signal;
  const own = section === "input"
    ? []
    : nodes.filter((node) => node.signal === name || node.signal.startsWith(`${name}.`));
  const path = ["losses", "logged"].includes(section) ? name : `${section}.${name}`;
  const parts = origins.filter((each) => each.path === path || each.path.startsWith(`${path}.`));
  const declared = signal.place ? [`${signal.place.file}:${signal.place.line}`] : [];
  const changes = parts.filter(({ file }) => file !== undefined && file !== signal.place?.file)
    .map(({ file, line }) => `${file}:${line}`);
  const flag = parts.some(({ via }) => via !== undefined) ? ["--set"] : [];
  return {
    name,
    section,
    kind,
    type: showType(type),
    text,
    parameters: sum(own.flatMap((node) => node.parameters).map(({ shape }) => product(shape))),
    multiply_adds: sum(own.map(({ multiplyAdds }) => multiplyAdds)),
    from: [...new Set([...declared, ...changes, ...flag])],
  };
}

function explainNode(node: Program["nodes"][number], { lines }: Program): ExplainedNode {
  const { id, op, inputs, options, type, signal, stream, detached, multiplyAdds } = node;
  const line = lines[signal];
  return {
    id,
    op,
    inputs,
    options,
    type: showType(type),
    signal,
    ...(stream === undefined ? {} : { stream }),
    differentiable: !detached,
    multiply_adds: multiplyAdds,
    from: line ? `${line.file}:${line.line}` : "",
  };
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
