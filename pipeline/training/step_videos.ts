/** Which videos a pass trains on. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import type { Video } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import type { BatchVideos } from "../kinds/batches/batch_maker.ts";
import { createKind } from "../kinds/kind.ts";
import { uniforms } from "../random/draw.ts";
import { streamKey } from "../random/stream.ts";

/** The videos of a pass, which count from 1, and those of them that belong together. */
export type StepVideos = (pass: number) => BatchVideos;

/** What the recipe's batch maker chooses, by the seed and the pass alone, so that a resumed run sees the same batches. */
export function stepVideos(
  { program, kinds, seed }: Pick<Model, "program" | "kinds" | "seed">,
  train: readonly Pick<Video, "labels">[],
): StepVideos {
  const { batch, batches, accumulate } = program.recipe.training;
  const make = createKind(kinds.batches, batches);
  const labels = train.map((video) => video.labels);
  const key = streamKey(seed, "batches");
  return (pass) => {
    const made = make({ labels, batch, step: pass, uniforms: (count, at) => uniforms(count, key, at) });
    const problem = problemOf(made, labels.length, batch);
    if (problem === undefined) return made;
    const at = `at ${accumulate ? "pass" : "step"} ${pass}`;
    throw new RunError(`"${batches.kind}" of training.batches gives ${problem} ${at}`, "mend it");
  };
}

/** What a batch maker of an extension may do wrong. */
function problemOf({ videos, pairs = [] }: BatchVideos, count: number, batch: number): string | undefined {
  const isPlace = (place: number, of: number) => Number.isInteger(place) && place >= 0 && place < of;
  if (videos.length < 1 || videos.length > batch) return `${videos.length} videos, not 1 to ${batch}`;
  const video = videos.find((each) => !isPlace(each, count));
  if (video !== undefined) return `video ${video} of ${count}`;
  const place = pairs.flat().find((each) => !isPlace(each, videos.length));
  return place === undefined ? undefined : `place ${place} of ${videos.length} in a pair`;
}
