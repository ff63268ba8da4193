/** Long videos in windows of T snippets, for models that take T of them. */
import type { Detection } from "../annotations/detection.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import { createKind } from "../kinds/kind.ts";
import { detectionsOf, localizeVideo } from "./video.ts";

/** What is looked at of videos. */
export interface WindowSource extends Pick<Dataset, "read" | "classes" | "width"> {
  /** Localizes windows of T snippets one after the other, instead of the snippets that the test sampler takes. */
  readonly inWindows?: boolean;
}

/** Whether a model takes T snippets of every video, also of one that has fewer. */
export function needsWindows({ program, kinds }: Model): boolean {
  const { length, test } = program.recipe.features.sampling;
  return createKind(kinds.test_samplers, test)(1, length).length === length;
}

/** The segments of a video, in windows where `source` says so. Of its features only those of a window are worked on. */
export async function detectionsIn(model: Model, source: WindowSource, video: Video): Promise<Detection[]> {
  if (!source.inWindows) return detectionsOf(await localizeVideo(model, source, video), source.classes);
  const { length: T } = model.program.recipe.features.sampling;
  const features = await source.read(video);
  const { width } = source;
  const found: Detection[] = [];
  for (let first = 0; first < video.length; first += T) {
    const length = Math.min(T, video.length - first);
    const rows = features.subarray(first * width, (first + length) * width);
    const part = { ...source, read: () => Promise.resolve(rows) };
    const within = detectionsOf(await localizeVideo(model, part, { ...video, length }), source.classes);
    const seconds = (first * video.stride) / video.fps;
    found.push(...within.map((each) => ({ ...each, start: each.start + seconds, end: each.end + seconds })));
  }
  return found;
}
