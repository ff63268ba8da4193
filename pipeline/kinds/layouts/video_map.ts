/** How layout `video_map` is read. */
import { videoMap as spec } from "../../../specs/kinds/layouts/video_map.ts";
import { kindRun } from "../kind.ts";
import { type AnnotationLayout, isMap } from "./layout.ts";

/** A map of videos, each of which has its annotations. */
export const videoMap = kindRun(spec, (): AnnotationLayout => ({
  content: "json",
  videosAt(document) {
    const videos = isMap(document) ? Object.values(document) : [];
    return videos.some((video) => isMap(video) && "annotations" in video) ? [] : undefined;
  },
  duration: "duration_second",
  frames: "duration_frame",
  needsSubset: false,
}));
