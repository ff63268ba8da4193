/** Long videos in windows of T snippets, for models that take T of them. */
import type { Detection } from "../annotations/detection.ts";
import type { Video } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import { createKind } from "../kinds/kind.ts";
import { rowsOf } from "../data/video_rows.ts";
import type { VideoSource } from "./signals.ts";
import { detectionsOf } from "./detections.ts";
import { type LocalizedVideo, localizeVideo } from "./video.ts";

/** What is looked at of videos. */
export interface WindowSource extends VideoSource {
  /** Localizes windows of T snippets one after the other, instead of the snippets that the test sampler takes. */
  readonly inWindows?: boolean;
}

/** What is found in a video. */
export interface VideoDetections {
  readonly detections: Detection[];
  /** How many maps were flat and so gave no segment. */
  readonly flatMaps: number;
}

/** Whether a model takes T snippets of every video, also of one that has fewer. */
export function needsWindows({ program, kinds }: Model): boolean {
  const { length, test } = program.recipe.features.sampling;
  return createKind(kinds.test_samplers, test)(1, length).length === length;
}

/**
 * The segments of a video, in windows where `source` says so. Of its features only those of a window are worked on.
 *
 * @param onPart Is shown each window, or all of the video, with its first snippet.
 */
export async function detectionsIn(
  model: Model,
  source: WindowSource,
  video: Video,
  onPart?: (localized: LocalizedVideo, first: number) => void,
): Promise<VideoDetections> {
  if (!source.inWindows) {
    const localized = await localizeVideo(model, source, video);
    onPart?.(localized, 0);
    const { flatMaps } = localized.localization;
    return { detections: detectionsOf(localized, source.classes), flatMaps };
  }
  const { length: T } = model.program.recipe.features.sampling;
  const copyRows = await rowsOf(source, video);
  const { classes, width } = source;
  const detections: Detection[] = [];
  let flatMaps = 0;
  for (let first = 0; first < video.length; first += T) {
    const length = Math.min(T, video.length - first);
    const rows = new Float32Array(length * width);
    await copyRows(Int32Array.from({ length }, (_, i) => first + i), rows);
    const part = { classes, width, read: () => Promise.resolve(rows) };
    const localized = await localizeVideo(model, part, { ...video, length });
    onPart?.(localized, first);
    const within = detectionsOf(localized, classes);
    flatMaps += localized.localization.flatMaps;
    const seconds = (first * video.stride) / video.fps;
    detections.push(
      ...within.map((each) => ({ ...each, start: each.start + seconds, end: each.end + seconds })),
    );
  }
  return { detections, flatMaps };
}
