/** The signals of a video: computed in one pass, or in parts where it is long. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { batchOf, videoBatch } from "../data/batches/test_batch.ts";
import { batchTensors, videoTensors } from "../data/batches/tensors.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { rowsOf } from "../data/video_rows.ts";
import { forwardInParts, PART } from "../graph/forward_in_parts.ts";
import { forward, type Model } from "../graph/model.ts";
import type { SignalValues } from "./score_maps.ts";

/** What videos are read from. */
export type VideoSource = Pick<Dataset, "read" | "copyRows" | "rowsOf" | "classes" | "width">;

/**
 * Some signals of a video, without the batch axis.
 *
 * @param positions [T']: the rows of the video that are looked at.
 */
export async function videoSignals(
  model: Model,
  source: VideoSource,
  video: Video,
  positions: Int32Array,
  names: readonly string[],
): Promise<Map<string, SignalValues>> {
  const tensors =
    (positions.length > PART ? await inParts(model, source, video, positions, names) : undefined) ??
      await inOne(model, source, video, positions, names);
  return valuesOf(tensors);
}

/** The values of signals [1, ...], which are disposed of. */
export function valuesOf(tensors: ReadonlyMap<string, Tensor>): Map<string, SignalValues> {
  const signals = new Map(Array.from(tensors, ([name, tensor]) => {
    return [name, { shape: tensor.shape.slice(1), data: Float32Array.from(tensor.dataSync()) }];
  }));
  tf.dispose([...tensors.values()]);
  return signals;
}

type Signals = Promise<Map<string, Tensor> | undefined>;

async function inOne(...[model, source, video, positions, names]: Parameters<typeof videoSignals>) {
  const inputs = batchTensors(await batchOf(source, video, positions));
  const tensors = forward(model, inputs, names);
  tf.dispose([...inputs.values()]);
  return tensors;
}

async function inParts(
  ...[model, source, video, positions, names]: Parameters<typeof videoSignals>
): Signals {
  const { classes, width, read } = source;
  let copyRows: ReturnType<typeof rowsOf> | undefined;
  const part = {
    classes,
    width,
    read,
    async copyRows(video: Video, rows: Int32Array, target: Float32Array) {
      await (await (copyRows ??= rowsOf(source, video)))(rows, target);
    },
  };
  return await forwardInParts(model, {
    length: positions.length,
    read: async (begin, end) => batchTensors(await batchOf(part, video, positions.subarray(begin, end))),
    rest: () => new Map(videoTensors(videoBatch(source, video, positions))),
  }, names);
}
