/** Which videos a step trains on: a pure function of seed and step, so that a resumed run sees the same batches. */
import { permutation } from "../../random/draw.ts";
import { streamKey } from "../../random/stream.ts";

/** Steps of one pass over `videos`; the last batch of a pass may be smaller. */
export function stepsPerEpoch(videos: number, batch: number): number {
  return Math.ceil(videos / batch);
}

/** The positions of the videos of a step (from 1): shuffled anew each epoch by the stream `batches`. */
export function batchOrder(videos: number, batch: number, seed: number, step: number): number[] {
  const steps = stepsPerEpoch(videos, batch);
  const epoch = Math.floor((step - 1) / steps);
  const begin = ((step - 1) % steps) * batch;
  return [...permutation(videos, streamKey(seed, "batches"), epoch)].slice(begin, begin + batch);
}
