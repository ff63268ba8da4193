/** A generated data set. */
import { RunError } from "../../specs/diagnostics.ts";
import type { SyntheticData } from "../../specs/recipe/data.ts";
import type { EvaluationSection, FeaturesSection } from "../../specs/recipe/mod.ts";
import type { Dataset } from "./dataset.ts";

/** Generates a data set. */
export function generateDataset(
  data: SyntheticData,
  _features: FeaturesSection,
  _evaluation: EvaluationSection,
): Dataset {
  throw new RunError(`Cannot generate data of seed ${data.seed} yet`);
}
