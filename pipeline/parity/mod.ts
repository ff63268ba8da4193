/** Runs a fixture file through the compiled recipe, whatever its kind. */
import { userError } from "../../specs/diagnostics.ts";
import type { Engine } from "../engines/engine.ts";
import { readJson } from "../json/read.ts";
import { type Quantity, startComparison } from "./comparison.ts";
import { compareDetectionMaps } from "./detection_map.ts";
import type { FixtureObject } from "./fixture.ts";
import { compareInference } from "./inference.ts";
import { findMapping } from "./mapping.ts";
import { compareSampling } from "./sampling.ts";
import { compareTrainSteps } from "./train_step.ts";

/** Compares everything that a fixture file states; `folder` holds the mappings of fixture formats. */
export async function compareFixture(path: string, engine: Engine, folder: string): Promise<Quantity[]> {
  const { value } = await readJson(path);
  const file = value as FixtureObject;
  const mapping = findMapping(String(file["format"]), folder);
  const comparison = startComparison();
  switch (file["kind"]) {
    case "train_step":
      compareTrainSteps(file, mapping, engine, comparison);
      break;
    case "inference":
      compareInference(file, mapping, engine, comparison);
      break;
    case "map":
      compareDetectionMaps(file, path, comparison);
      break;
    case "sampling":
      compareSampling(file, comparison);
      break;
    default:
      throw userError(
        `Unknown fixture kind "${file["kind"]}" in "${path}"`,
        "known: train_step, inference, map, sampling",
      );
  }
  return comparison.quantities();
}
