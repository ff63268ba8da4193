/** The signals that a batch provides. */
import { subtree, type Tree } from "../load/tree.ts";
import type { Signal } from "../program.ts";
import type { FeaturesSection } from "../recipe/mod.ts";
import type { Dim, TensorType } from "../types.ts";
import type { Builder } from "./builder.ts";

/** What the features of a batch depend on. */
export interface FeaturesShape {
  /** Width of each source by name. */
  readonly widths: ReadonlyMap<string, number>;
  /** T in a full training batch. */
  readonly length: number;
}

/** What the inputs of a batch depend on. */
export interface BatchShape extends FeaturesShape {
  readonly classes: number;
  /** B of a full training batch. */
  readonly batch: number;
  /** Whether there is a mask of what is padded. */
  readonly pads: boolean;
  /** Pairs of videos that belong together; undefined where nothing makes any. */
  readonly pairs: number | undefined;
}

/** The shape of the features. */
export function featuresShape({ sources, sampling }: FeaturesSection): FeaturesShape {
  const widths = Object.entries(sources).map(([name, { width }]) => [name, width] as const);
  return { widths: new Map(widths), length: sampling.length };
}

/** What a `features` section that is wrong elsewhere says of the shape, so that signals are checked all the same. */
export function statedShape(tree: Tree): FeaturesShape | undefined {
  const sources = subtree(tree, ["features", "sources"]);
  if (sources?.shape !== "map" || sources.entries.size === 0) return undefined;
  const widths = [...sources.entries.keys()].map((name) =>
    [name, numberAt(tree, ["features", "sources", name, "width"])] as const
  );
  if (widths.some(([, width]) => width === undefined)) return undefined;
  return { widths: new Map(widths as [string, number][]), length: 1 };
}

/** The number of classes that a `data` section states which is wrong elsewhere; without one, any will do. */
export function statedClasses(tree: Tree): number {
  const classes = subtree(tree, ["data", "classes"]);
  const count = classes?.shape === "list"
    ? classes.items.length
    : numberAt(tree, ["data", "classes", "count"]);
  return Math.max(1, count ?? 20);
}

function numberAt(tree: Tree, path: readonly string[]): number | undefined {
  const found = subtree(tree, path);
  return found?.shape === "scalar" && typeof found.value === "number" ? found.value : undefined;
}

/**
 * Adds the inputs: `features` and one view per source, `labels`, `positions` and `lengths`; `mask` and `pairs` where the
 * recipe makes them.
 */
export function addInputs(
  builder: Builder,
  { widths, length, classes, batch, pads, pairs }: BatchShape,
): Signal[] {
  const B: Dim = { axis: "B", size: "B", count: batch };
  const T: Dim = { axis: "T", size: "T", count: length };
  const width = [...widths.values()].reduce((sum, each) => sum + each, 0);
  const features = (size: number): TensorType => ({ dims: [B, T, { axis: "D", size, count: size }] });
  const declare = (name: string, node: number, type: TensorType): Signal => ({
    name,
    section: "input",
    node,
    type,
    kind: "input",
    text: "",
    place: undefined,
  });
  const P: Dim = { axis: "P", size: "P", count: pairs ?? 0 };
  const S: Dim = { axis: "S", size: 2, count: 2 };
  const input = (name: string, type: TensorType) =>
    declare(name, builder.add({ op: "input", type, signal: name, options: { name } }).node, type);
  const all = input("features", features(width));
  let begin = 0;
  const views = [...widths].map(([source, size]) => {
    const name = `features.${source}`;
    const type = features(size);
    const options = { begin, size };
    const traits = { perSnippet: true, columnsFrom: begin };
    begin += size;
    const { node } = builder.add({ op: "columns", type, signal: name, inputs: [all], options, traits });
    return declare(name, node, type);
  });
  return [
    all,
    ...views,
    input("labels", { dims: [B, { axis: "C", size: classes, count: classes }] }),
    input("positions", { dims: [B, T] }),
    input("lengths", { dims: [B] }),
    ...(pads ? [input("mask", { dims: [B, T] })] : []),
    ...(pairs === undefined ? [] : [input("pairs", { dims: [P, S], indexes: B })]),
  ];
}
