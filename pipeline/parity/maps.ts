/** Inference of a whole method, as far as its maps: evaluation mode, the parameters before the first step. */
import * as tf from "@tensorflow/tfjs-core";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { streamsOf } from "../../specs/recipe/inference.ts";
import type { Engine } from "../engines/engine.ts";
import { readTextSync } from "../files/reading.ts";
import { createModel, forward } from "../graph/model.ts";
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
import { type Mapping, resolveVariant } from "./mapping.ts";
import { injectParameters } from "./parameters.ts";

/** What a video says of itself beside its maps and numbers. */
const ABOUT = ["video", "rows", "length", "dropped"];

/** Compares maps, scores and classes of every video of a file; what a file calls null is not compared. */
export function compareMaps(
  file: FixtureObject,
  mapping: Mapping,
  engine: Engine,
  comparison: Comparison,
): void {
  const { maps: names, classes: classesKey, streams, input } = mapping.inference;
  const { recipe, overrides, variant } = resolveVariant(mapping, configAt(file), { weights: true });
  const program = compileRecipe(recipe, { set: overrides, read: readTextSync });
  const model = createModel(program, engine, { seed: 0 });
  injectParameters(model, objectAt(file, "params"), variant);
  const rounding = objectAt(objectAt(file, "rounding"), "inference");
  const selections = streamsOf(program.recipe.inference).map(([stream, { classes }]) => {
    const prefix = stream === "" ? "" : `${streams[stream]}.`;
    return [`${prefix}${classesKey}`, classes] as const;
  });
  const wanted = [...new Set([...selections.map(([, { from }]) => from), ...Object.keys(names)])];
  listAt(objectAt(file, "inference"), "videos").forEach((video, i) => {
    const expected = flattened(video);
    const features = rowsOf(file, input, Number(video["video"] ?? i), video["rows"] ?? video["length"]);
    const signals = forward(model, new Map([["features", features]]), wanted);
    for (const [signal, key] of Object.entries(names)) {
      if (expected[key] === null) continue;
      const { data } = tensorAt(expected, key);
      const allowed = tolerance(roundingAt(rounding, key), data);
      comparison.numbers(`inference.${key}`, signals.get(signal)!.dataSync(), data, allowed);
    }
    for (const [key, { from, ...selection }] of selections) {
      if (!(key in expected)) continue;
      const scores = signals.get(from)!.dataSync() as Float32Array;
      comparison.exact(`inference.${key}`, selectClasses(scores, selection), numbersAt(expected, key));
    }
    const named = new Set([...Object.values(names), ...selections.map(([key]) => key), ...ABOUT]);
    for (const key of Object.keys(expected)) if (!named.has(key)) comparison.leave(`inference.${key}`);
    tf.dispose([features, ...signals.values()]);
  });
  model.dispose();
}

/** The features of one video, [1, rows, D]. */
function rowsOf(file: FixtureObject, input: string, video: number, rows: unknown): tf.Tensor {
  const { shape: [, length, width], data } = tensorAt(file, input);
  const count = Number(rows ?? length);
  const start = video * length! * width!;
  return tf.tensor3d(Float32Array.from(data.slice(start, start + count * width!)), [1, count, width!]);
}
