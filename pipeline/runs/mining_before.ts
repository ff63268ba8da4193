/** The mining error of a model before it is trained. */
import type { Dataset } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import { videoSignals } from "../inference/signals.ts";
import { inferenceSignals, testRows } from "../inference/video.ts";
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
  const names = [...new Set([...inferenceSignals(model.program.recipe.inference), ...watch.signals])];
  for (const [i, video] of dataset.test.filter(watch.takes).entries()) {
    const positions = testRows(model, video);
    watch.add({ video, positions, signals: await videoSignals(model, dataset, video, positions, names) });
    await onVideo(i + 1);
  }
  await metrics.add({ step: 0, ...errorsOf(watch.result()) });
}
