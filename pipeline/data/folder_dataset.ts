/** A data set on disk. */
import { RunError } from "../../specs/diagnostics.ts";
import type { FolderData } from "../../specs/recipe/data.ts";
import type { EvaluationSection, FeaturesSection } from "../../specs/recipe/mod.ts";
import type { Dataset } from "./dataset.ts";

/** Opens a data set on disk. */
export function openFolderDataset(
  data: FolderData,
  _features: FeaturesSection,
  _evaluation: EvaluationSection,
): Promise<Dataset> {
  return Promise.reject(new RunError(`Cannot open "${data.root}" yet`));
}
