/** Localizes the actions of a video with a model. */
import * as tf from "@tensorflow/tfjs-core";
import { RunError } from "../../specs/diagnostics.ts";
import type { InferenceSection } from "../../specs/recipe/inference.ts";
import { testBatch } from "../data/batches.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { forward, type Model } from "../graph/model.ts";
import { batchTensors } from "../training/tensors.ts";
import { type Localization, localize, type SignalValues } from "./localize.ts";
import { secondsPerSample } from "./time.ts";

/** A localized video. */
export interface LocalizedVideo {
  readonly video: Video;
  readonly localization: Localization;
  /** [C] */
  readonly scores: Float32Array;
  /** Every computed signal of this video, without the batch axis. */
  readonly signals: ReadonlyMap<string, SignalValues>;
  /** Source rows of the T' snippets. */
  readonly positions: Int32Array;
}

/** The signals that section `inference` reads. */
export function inferenceSignals({ classes, proposals }: InferenceSection): string[] {
  const maps = Object.values(proposals).flatMap(({ group_on, score_on }) => [group_on, score_on]);
  return [...new Set([classes.from, ...maps])].filter((name) => name !== "thresholded");
}

/**
 * Localizes one video; `also` names signals to hand out besides.
 *
 * @throws {RunError} When a signal is not finite; the message names it and the video.
 */
export async function localizeVideo(
  model: Model,
  dataset: Pick<Dataset, "read" | "classes" | "width">,
  video: Video,
  also: readonly string[] = [],
): Promise<LocalizedVideo> {
  const { inference, features } = model.program.recipe;
  const batch = await testBatch(dataset, video, features.sampling);
  const inputs = batchTensors(batch);
  const names = [...new Set([...inferenceSignals(inference), ...also])];
  const tensors = forward(model, inputs, names);
  const signals = new Map([...tensors].map(([name, tensor]) => {
    return [name, { shape: tensor.shape.slice(1), data: Float32Array.from(tensor.dataSync()) }];
  }));
  tf.dispose([...inputs.values(), ...tensors.values()]);
  const seconds = secondsPerSample(video, batch.positions.length, inference.upsample);
  try {
    const localization = localize({ signals, secondsPerSample: seconds }, inference);
    return {
      video,
      localization,
      signals,
      positions: batch.positions,
      scores: signals.get(inference.classes.from)!.data,
    };
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    throw new RunError(`${error.message} in video "${video.id}"`, error.hint, { cause: error });
  }
}
