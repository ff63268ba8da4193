/** Inference of a whole method, as far as its maps: evaluation mode, the parameters before the first step. */
import * as tf from "@tensorflow/tfjs-core";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { classCount } from "../../specs/recipe/data.ts";
import type { Engine } from "../engines/engine.ts";
import { readTextSync } from "../files/reading.ts";
import { createModel, forward } from "../graph/model.ts";
import { inferenceSignals } from "../inference/video.ts";
import { selectClasses } from "../inference/select_classes.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import {
  configAt,
  type FixtureObject,
  flattened,
  listAt,
  numbersAt,
  objectAt,
  roundingAt,
  tensorAt,
} from "./fixture.ts";
import { videoInputs } from "./inputs.ts";
import { type Mapping, resolveVariant } from "./mapping.ts";
import { injectParameters } from "./parameters.ts";
import { compareSegments, compareThresholds } from "./segments.ts";

/** What a video says of itself beside its maps and numbers. */
const ABOUT = ["video", "rows", "length", "dropped"];

/** Segments of a video, by class. */
const SEGMENTS = "segments";

/** Compares maps, scores and classes of every video of a file; what a file calls null is not compared. */
export function compareMaps(
  file: FixtureObject,
  mapping: Mapping,
  engine: Engine,
  comparison: Comparison,
): void {
  const { maps: names, thresholds, classes: classesKey, input } = mapping.inference;
  const { recipe, overrides, variant } = resolveVariant(mapping, configAt(file), { weights: true });
  const program = compileRecipe(recipe, { set: overrides, read: readTextSync });
  const model = createModel(program, engine, { seed: 0 });
  injectParameters(model, objectAt(file, "params"), variant);
  const rounding = objectAt(objectAt(file, "rounding"), "inference");
  const { from, ...selection } = program.recipe.inference.classes;
  const wanted = [...new Set([...inferenceSignals(program.recipe.inference), ...Object.keys(names)])];
  listAt(objectAt(file, "inference"), "videos").forEach((video, i) => {
    const expected = flattened(video);
    const rows = video["rows"] ?? video["length"];
    const inputs = videoInputs(
      file,
      input,
      Number(video["video"] ?? i),
      rows,
      classCount(program.recipe.data),
    );
    const signals = forward(model, inputs, wanted);
    for (const [signal, key] of Object.entries(names)) {
      if (expected[key] === null) continue;
      const { data } = tensorAt(expected, key);
      const allowed = tolerance(roundingAt(rounding, key), data);
      comparison.numbers(`inference.${key}`, signals.get(signal)!.dataSync(), data, allowed);
    }
    if (classesKey in expected) {
      const scores = signals.get(from)!.dataSync() as Float32Array;
      const classes = selectClasses(scores, selection);
      comparison.exact(`inference.${classesKey}`, classes, numbersAt(expected, classesKey));
    }
    const localizing = { signals, inference: program.recipe.inference };
    for (const [group, key] of Object.entries(thresholds)) {
      const { data } = tensorAt(expected, key);
      compareThresholds(group, data, localizing, roundingAt(rounding, key), comparison);
    }
    if (SEGMENTS in video) {
      compareSegments(objectAt(video, SEGMENTS), localizing, roundingAt(rounding, SEGMENTS), comparison);
    }
    const named = new Set([...Object.values(names), ...Object.values(thresholds), classesKey, ...ABOUT]);
    for (const key of Object.keys(expected)) {
      if (!named.has(key) && !key.startsWith(`${SEGMENTS}.`)) comparison.leave(`inference.${key}`);
    }
    tf.dispose([...inputs.values(), ...signals.values()]);
  });
  model.dispose();
}
