/** Inference of a whole method, as far as its maps: evaluation mode, the parameters before the first step. */
import * as tf from "@tensorflow/tfjs-core";
import { classCount } from "../../specs/recipe/data.ts";
import { streamsOf } from "../../specs/recipe/inference.ts";
import type { Engine } from "../engines/engine.ts";
import { createModel, forward } from "../graph/model.ts";
import { inferenceSignals } from "../inference/video.ts";
import { selectClasses } from "../inference/select_classes.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import {
  type FixtureObject,
  flattened,
  listAt,
  numbersAt,
  objectAt,
  roundingAt,
  tensorAt,
} from "./fixture.ts";
import { videoInputs } from "./inputs.ts";
import type { CompiledVariant } from "./compiled.ts";
import { injectParameters } from "./parameters.ts";
import { compareSegments, compareThresholds } from "./segments.ts";

/** What a video, and a stream of it, says of itself beside its maps and numbers. */
const ABOUT = ["video", "rows", "length", "dropped"];

/** Compares maps, scores, classes and segments of every video of a file; what a file calls null is not compared. */
export function compareMaps(
  file: FixtureObject,
  { mapping, variant, program }: CompiledVariant,
  engine: Engine,
  comparison: Comparison,
): void {
  const { maps: names, thresholds, classes: classesKey, streams, input } = mapping.inference;
  const { inference } = program.recipe;
  const model = createModel(program, engine, { seed: 0 });
  injectParameters(model, objectAt(file, "params"), variant);
  const rounding = objectAt(objectAt(file, "rounding"), "inference");
  const within = (stream: string, key: string) => stream === "" ? key : `${streams[stream] ?? stream}.${key}`;
  const wanted = [...new Set([...inferenceSignals(inference), ...Object.keys(names)])];
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
    const classKeys = streamsOf(inference).map(([stream, { classes: { from, ...selection } }]) => {
      const key = within(stream, classesKey);
      if (key in expected) {
        const scores = signals.get(from)!.dataSync() as Float32Array;
        comparison.exact(`inference.${key}`, selectClasses(scores, selection), numbersAt(expected, key));
      }
      return key;
    });
    const localizing = { signals, inference };
    for (const [group, key] of Object.entries(thresholds)) {
      const { data } = tensorAt(expected, key);
      compareThresholds(group, data, localizing, roundingAt(rounding, key), comparison);
    }
    const segmentKeys = compareSegments(video, localizing, { within, rounding }, comparison);
    const about = ["", ...Object.keys(streams)].flatMap((stream) => ABOUT.map((key) => within(stream, key)));
    const named = new Set([...Object.values(names), ...Object.values(thresholds), ...classKeys, ...about]);
    for (const key of Object.keys(expected)) {
      const isNamed = named.has(key) || segmentKeys.some((each) => key.startsWith(`${each}.`));
      if (!isNamed) comparison.leave(`inference.${key}`);
    }
    tf.dispose([...inputs.values(), ...signals.values()]);
  });
  model.dispose();
}
