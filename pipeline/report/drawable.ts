/** Keeps what cannot be drawn out of the figures. */
import type { ReportSegment, ReportVideo } from "./report_data.ts";

/** Beyond this, pixels are no longer told apart. */
const GREATEST = 1e12;

/** Whether a number has a place in a figure. */
export function isDrawable(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) <= GREATEST;
}

/** The video with the segments, medians and mined snippets that have a place; a curve keeps its length, with gaps. */
export function drawableVideo(video: ReportVideo): ReportVideo {
  const { groundTruth, detections, curves, mined } = video;
  return {
    ...video,
    groundTruth: groundTruth.filter(hasPlace),
    detections: detections.filter((segment) => hasPlace(segment) && isDrawable(segment.score)),
    curves: curves.map(({ median, ...curve }) => ({
      ...curve,
      values: curve.values.map((value) => isDrawable(value) ? value : NaN),
      ...isDrawable(median) ? { median } : {},
    })),
    mined: mined.map((list) => ({ ...list, seconds: list.seconds.filter(isDrawable) })),
  };
}

function hasPlace({ start, end }: ReportSegment): boolean {
  return isDrawable(start) && isDrawable(end);
}
