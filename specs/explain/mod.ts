/** Explains a program: what every line of the recipe became. */
import type { ParameterSpec } from "../kinds/blocks/block.ts";
import { type Node, type Origin, parametersOf, type Program, type Signal, tensorsOf } from "../program.ts";
import { groupsOf } from "../recipe/inference.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { showType } from "../types.ts";
import type { ExplainedNode, ExplainedParameter, ExplainedSignal, Explanation } from "./explanation.ts";
import { recipeWarnings } from "./warnings.ts";
import { explainConstants, explainSettings, sourcesOf } from "./settings.ts";
import { groupBy } from "../group_by.ts";

export type {
  ExplainedNode,
  ExplainedParameter,
  ExplainedSignal,
  ExplainedThresholds,
  Explanation,
  Setting,
} from "./explanation.ts";

/**
 * Explains a program.
 *
 * @example Count the parameters of a recipe
 * ```ts
 * import { explain, loadRecipe } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { parameters } = explain(loadRecipe("recipes/demo.yaml"));
 * assert.equal(parameters.total, 9600);
 * ```
 */
export function explain(program: Program): Explanation {
  const { recipe, file, parents, nodes, losses } = program;
  const parts = partsOf(program);
  const tensors = parametersOf(program).map(explainTensor);
  const total = sum(tensors.map(({ count }) => count));
  const sources = sourcesOf(program);
  const origins = new Map(program.origins.map((origin) => [origin.path, origin]));
  return {
    recipe: { name: recipe.name, file, extends: parents, description: recipe.description },
    signals: inSectionOrder(program, parts).map((signal) => explainSignal(signal, parts)),
    parameters: { tensors, total, bytes: 4 * total },
    memories: tensorsOf(program).filter(({ isMemory }) => isMemory).map(explainTensor),
    multiply_adds: sum(nodes.map(({ multiplyAdds }) => multiplyAdds)),
    losses: losses.map((loss) => {
      const path = `losses.${loss.name}.weight`;
      const origin = origins.get(path) ?? origins.get(`${path}.kind`);
      return { name: loss.name, weight: loss.weight, from: origin ? sources.of(origin) : "default" };
    }),
    warnings: recipeWarnings(program),
    constants: explainConstants(program, sources),
    settings: explainSettings(program, sources),
    thresholds: groupsOf(recipe.inference).flatMap(([group, { thresholds }]) =>
      isNumbers(thresholds)
        ? [{ group, count: thresholds.length, first: thresholds[0]!, last: thresholds.at(-1)! }]
        : []
    ),
    streams: nodes.flatMap(({ stream }) => stream ?? []),
    nodes: nodes.map((node) => explainNode(node, program)),
  };
}

function explainTensor({ name, axes, shape }: ParameterSpec): ExplainedParameter {
  return { name, axes, shape, count: product(shape) };
}

/** What of a program belongs to a signal. */
interface Parts {
  /** The nodes of a signal, with those of the macros that it calls, by its name. */
  readonly nodes: ReadonlyMap<string, readonly Node[]>;
  /** The origins of what the recipe states of a signal, by its path. */
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** Where a path comes among the others. */
  readonly order: ReadonlyMap<string, number>;
}

function partsOf({ nodes, origins, signals }: Program): Parts {
  const names = new Set(signals.map(({ name }) => name));
  const signalOf = (name: string): string =>
    names.has(name) || !name.includes(".") ? name : signalOf(name.slice(0, name.lastIndexOf(".")));
  const byPath = groupBy(origins, ({ path }) => entryOf(path));
  return {
    nodes: groupBy(nodes, ({ signal }) => signalOf(signal)),
    origins: byPath,
    order: new Map([...byPath.keys()].map((path, i) => [path, i])),
  };
}

/** Sections whose signals have the section in their names. */
const NESTED = ["losses", "logged"];

/** Path of the signal, or of the step within it. */
function pathOf({ section, name }: Signal): string {
  return NESTED.includes(section) ? name : `${section}.${name}`;
}

/** Path of the entry that a path lies in. */
function entryOf(path: string): string {
  return path.split(".").slice(0, 2).join(".");
}

/** The signals as the recipe reads: those of a batch first, then section by section as declared. */
function inSectionOrder({ signals }: Program, { order }: Parts): Signal[] {
  const sections = ["input", ...SIGNAL_SECTIONS, ...NESTED];
  const rank = (signal: Signal) => order.get(entryOf(pathOf(signal))) ?? -1;
  return [...signals].sort((a, b) =>
    sections.indexOf(a.section) - sections.indexOf(b.section) || rank(a) - rank(b)
  );
}

function explainSignal(signal: Signal, parts: Parts): ExplainedSignal {
  const { name, section, kind, type, text } = signal;
  const own = section === "input" ? [] : parts.nodes.get(name) ?? [];
  const stated = parts.origins.get(pathOf(signal)) ?? [];
  const declared = signal.place ? [`${signal.place.file}:${signal.place.line}`] : [];
  const changes = stated.filter(({ file }) => file !== undefined && file !== signal.place?.file)
    .map(({ file, line }) => `${file}:${line}`);
  const flag = stated.some(({ via }) => via !== undefined) ? ["--set"] : [];
  return {
    name,
    section,
    kind,
    type: showType(type),
    text,
    parameters: sum(
      own.filter(({ owner }) => owner === undefined).flatMap((node) => node.parameters)
        .filter(({ isMemory }) => !isMemory).map(({ shape }) => product(shape)),
    ),
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

/** Whether an option of a kind, which may have any, is a list of numbers. */
function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === "number");
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
