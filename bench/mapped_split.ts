/** A test split whose score maps are in memory: what evaluation starts at. */
import type { Video } from "../pipeline/data/dataset.ts";
import type { GroundTruth } from "../pipeline/annotations/ground_truth.ts";
import type { VideoMaps } from "../pipeline/inference/localize.ts";
import { secondsPerSample } from "../pipeline/inference/upsample.ts";
import type { Program } from "../specs/program.ts";
import { drawScoreMaps, type MapStyle } from "./score_maps.ts";

/** Videos with the maps that a program localizes actions in. */
export interface MappedSplit {
  readonly videos: readonly MappedVideo[];
  readonly groundTruth: GroundTruth;
}

/** A video with its maps. */
export interface MappedVideo {
  readonly video: Video;
  readonly maps: VideoMaps;
}

/**
 * The given videos with maps of a style, as long as the recipe's sampling makes them.
 *
 * @throws {RangeError} When the recipe leaves its classes to a file.
 */
export function mapSplit(program: Program, given: readonly Video[], style: MapStyle): MappedSplit {
  const { data: { classes }, inference, features: { sampling } } = program.recipe;
  if ("file" in classes) throw new RangeError("The recipe lists no classes");
  const videos = given.map((video, index): MappedVideo => {
    const { labels, length } = video;
    const snippets = Math.min(length, sampling.length);
    const signals = drawScoreMaps(program, { index, snippets, labels }, style);
    return {
      video,
      maps: { signals, secondsPerSample: secondsPerSample(video, snippets, inference.upsample) },
    };
  });
  const instances = videos.map(({ video: { id, segments } }) =>
    [id, segments.map((segment, index) => ({ ...segment, index }))] as const
  );
  return { videos, groundTruth: { subset: "test", videos: new Map(instances), classes, labels: classes } };
}
