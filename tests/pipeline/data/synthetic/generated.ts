/** Generated data sets of small options. */
import { generateDataset } from "../../../../pipeline/data/synthetic/dataset.ts";
import { fields } from "../../../../specs/options/fields.ts";
import type { FeaturesSection } from "../../../../specs/recipe/mod.ts";
import { synthetic } from "../../../../specs/recipe/synthetic.ts";

export const SCHEMA = synthetic(fields((text) => Number(text), () => new Map()));
export const CLASSES = ["dive", "jump", "spin"];

/** Options of generated data, checked as those of a recipe. */
export function options(changes: Record<string, unknown> = {}) {
  return SCHEMA.parse({ kind: "synthetic", classes: CLASSES, videos: { train: 9, test: 6 }, ...changes });
}

export function features(changes: Partial<FeaturesSection["sources"]> = {}): FeaturesSection {
  const source = { path: "", format: { kind: "npy" }, width: 6, fps: 25, stride: 16 };
  return {
    sources: { rgb: source, flow: { ...source, width: 4 }, ...changes } as FeaturesSection["sources"],
    length_mismatch: "error",
    sampling: { length: 20, train: { kind: "random_perturb" }, test: { kind: "uniform" } },
  };
}

export const generate = (changes: Record<string, unknown> = {}) =>
  generateDataset(options(changes), features(), { subset: "test" });
