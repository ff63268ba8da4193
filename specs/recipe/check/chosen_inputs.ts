/** The inputs that a batch has by what the recipe chooses: a mask of what is padded, and pairs of videos. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import type { KindSpec } from "../../kinds/kind.ts";
import type { Vocabulary } from "../../kinds/mod.ts";
import { placeAt, subtree, type Tree } from "../../load/tree.ts";
import type { ChosenKind, Fields } from "../../options/fields.ts";
import type { FeaturesSection } from "../features.ts";
import type { TrainingSection } from "../training.ts";

type Families = Pick<Vocabulary, "train_samplers" | "batches">;

const SAMPLER = ["features", "sampling", "train"];
const MAKER = ["training", "batches"];

/** The sections that choose; one that is wrong is absent. */
export interface Choosing {
  readonly features?: FeaturesSection | undefined;
  readonly training?: TrainingSection | undefined;
}

/** Whether there is a mask, and how many pairs. Of a section that is wrong, what it states as far as that is known. */
export function chosenInputs(
  tree: Tree,
  { train_samplers, batches }: Families,
  { features, training }: Choosing,
): { pads: boolean; pairs: number | undefined } {
  const sampler = chosenKind(train_samplers, tree, SAMPLER, features?.sampling.train);
  const maker = chosenKind(batches, tree, MAKER, training?.batches);
  return {
    pads: sampler?.pads ?? false,
    pairs: training ? maker?.pairs?.(training.batches) : maker?.pairs && 1,
  };
}

/** The kind that is chosen, or else the one that the tree states. */
function chosenKind<K>(
  family: ReadonlyMap<string, K>,
  tree: Tree,
  path: readonly string[],
  chosen: ChosenKind | undefined,
): K | undefined {
  if (chosen) return family.get(chosen.kind);
  const stated = subtree(tree, path);
  const word = stated?.shape === "map" ? stated.entries.get("kind")?.value : stated;
  return word?.shape === "scalar" ? family.get(String(word.value)) : undefined;
}

/** Refuses a batch that is too small for its pairs. */
export function checkPairs(
  tree: Tree,
  { batches }: Families,
  { batch, batches: chosen }: TrainingSection,
  diagnostics: Diagnostic[],
): void {
  const pairs = batches.get(chosen.kind)?.pairs?.(chosen) ?? 0;
  if (2 * pairs <= batch) return;
  diagnostics.push({
    message: `training.batches makes ${pairs} pairs, which are ${
      2 * pairs
    } videos: training.batch is ${batch}`,
    place: placeAt(tree, MAKER),
    hint: `training.batch: ${2 * pairs}, or fewer pairs`,
  });
}

/** Refuses several videos in a batch where each is shown whole. */
export function checkWhole(
  tree: Tree,
  { train_samplers }: Families,
  { features, training }: Choosing,
  diagnostics: Diagnostic[],
): void {
  if (!features || !training || training.batch === 1) return;
  const { kind } = features.sampling.train;
  if (!train_samplers.get(kind)?.whole) return;
  diagnostics.push({
    message:
      `features.sampling.train: ${kind} shows whole videos, which differ in length: training.batch must be 1, ` +
      `current value is ${training.batch}`,
    place: placeAt(tree, ["training", "batch"]),
    hint: training.accumulate
      ? "training.batch: 1"
      : `training.batch: 1, and training.accumulate: { passes: ${training.batch}, reduce: mean } for as many a step`,
  });
}

/** How a recipe gets each of these inputs that it does not have: hints for names that nothing knows. */
export function inputHints({ train_samplers, batches }: Families, fields: Fields): Map<string, string> {
  const hints = [
    ["mask", SAMPLER, [...train_samplers.values()].filter(({ pads }) => pads)],
    ["pairs", MAKER, [...batches.values()].filter(({ pairs }) => pairs)],
  ] as const;
  return new Map(hints.map(([name, path, kinds]) => {
    const ways = kinds.map((spec) => wording(spec, fields)).join(" or ");
    return [name, `it is an input with ${path.join(".")}: ${ways}`];
  }));
}

/** A kind as a recipe may write it. */
function wording({ kind, options }: KindSpec, fields: Fields): string {
  const required = Object.entries(options(fields).shape).filter(([, option]) =>
    !(option as { safeParse(value: unknown): { success: boolean } }).safeParse(undefined).success
  );
  return required.length === 0
    ? kind
    : `{ kind: ${kind}, ${required.map(([name]) => `${name}: 1`).join(", ")} }`;
}
