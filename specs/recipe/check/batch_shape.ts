/** What the inputs of a batch depend on, also where a section that says it is wrong elsewhere. */
import { subtree, type Tree } from "../../load/tree.ts";
import type { FeaturesSection } from "../mod.ts";

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

/** The names of the inputs. */
export function statedInputs(
  { widths, pads, pairs }: Pick<BatchShape, "widths" | "pads" | "pairs">,
): string[] {
  return [
    "features",
    ...[...widths.keys()].map((source) => `features.${source}`),
    "labels",
    "positions",
    "lengths",
    "progress",
    "step",
    ...(pads ? ["mask"] : []),
    ...(pairs === undefined ? [] : ["pairs"]),
  ];
}
