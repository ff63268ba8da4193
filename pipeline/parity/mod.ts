/** Runs a fixture file through the compiled recipe, whatever its kind. */
import { RunError, UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Engine } from "../engines/engine.ts";
import { shown } from "../annotations/layout.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { readJson } from "../annotations/json/read.ts";
import { type Quantity, startComparison } from "./comparison.ts";
import { compareDetectionMaps } from "./detection_map.ts";
import { compileVariant } from "./compiled.ts";
import { configAt, type FixtureObject } from "./fixture.ts";
import { compareInference } from "./inference.ts";
import { findMapping } from "./mapping.ts";
import { compareMaps } from "./maps.ts";
import { readMethod, readSteps } from "./reference.ts";
import { compareSampling } from "./sampling.ts";
import { compareTrainSteps } from "./train_step.ts";

/** What came out for a file. */
export interface Compared {
  readonly quantities: readonly Quantity[];
  /** What the file states and the mapping does not name. */
  readonly left: readonly string[];
}

/**
 * Compares everything that a fixture file states; `folder` holds the mappings of fixture formats.
 *
 * @throws {UserError} When the file is no fixture: with its name and the key that is wrong.
 */
export async function compareFixture(path: string, engine: Engine, folder: string): Promise<Compared> {
  const { value } = await readJson(path);
  try {
    if (!isMap(value)) throw userError(`A fixture is a map, not ${shown(value)}`);
    return compareFile(value, path, engine, folder);
  } catch (error) {
    throw malformed(error as Error, path);
  }
}

/** What is wrong with a file that could not be compared: most of it shows only when its numbers are computed with. */
function malformed(error: Error, path: string): UserError {
  if (!(error instanceof UserError)) {
    const message = `Cannot compare "${path}": ${error.message}`;
    const hint = error instanceof RunError ? error.hint : "do its shapes fit its config?";
    return new UserError(`Cannot use "${path}"`, [{ message, ...(hint ? { hint } : {}) }], { cause: error });
  }
  const named = error.diagnostics.map((each) =>
    each.message.includes(path) ? each : { ...each, message: `${each.message} in "${path}"` }
  );
  return new UserError(`Cannot use "${path}"`, named, { cause: error });
}

function compareFile(file: FixtureObject, path: string, engine: Engine, folder: string): Compared {
  const method = file["method"] === undefined ? undefined : String(file["method"]);
  const mapping = findMapping(String(file["format"]), folder, method);
  const comparison = startComparison();
  switch (file["kind"]) {
    case undefined: { // a whole method
      const compiled = compileVariant(mapping, configAt(file), { weights: true });
      compareTrainSteps(file, readMethod(file, mapping), compiled, engine, comparison);
      compareMaps(file, compiled, engine, comparison);
      break;
    }
    case "train_step": {
      const compiled = compileVariant(mapping, configAt(file), { weights: true });
      compareTrainSteps(file, readSteps(file, mapping), compiled, engine, comparison);
      break;
    }
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
        `Unknown fixture kind "${file["kind"]}"`,
        "known: train_step, inference, map, sampling",
      );
  }
  return { quantities: comparison.quantities(), left: comparison.left() };
}
