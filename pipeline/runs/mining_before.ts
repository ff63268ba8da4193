/** The mining error of a model before it is trained. */
import type { Dataset } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import { computeVideos } from "../inference/videos.ts";
import type { MiningLine } from "./metrics_file.ts";
import { errorsOf, watchMining } from "./mining.ts";

/**
 * Adds the line of step 0 to the metrics, where a recipe says where mined snippets should lie. Nothing is localized.
 *
 * @param onVideo Called after each video with the number of those done.
 */
export async function writeMiningBefore(
  model: Model,
  dataset: Dataset,
  metrics: { add(line: MiningLine): Promise<void> },
  onVideo: (done: number) => Promise<void>,
): Promise<void> {
  const watch = watchMining(model, dataset);
  if (!watch) return;
  // The signals of an evaluation, so that their computation is compiled once.
  const options = { videos: dataset.test.filter(watch.takes), also: watch.signals };
  let done = 0;
  for await (const computed of computeVideos(model, dataset, options)) {
    watch.add(computed);
    await onVideo(++done);
  }
  await metrics.add({ step: 0, ...errorsOf(watch.result()) });
}
