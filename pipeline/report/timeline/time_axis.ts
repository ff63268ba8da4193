/** The time axis that all rows of a timeline share. */
import { max, median, range, scaleLinear } from "../charts/d3.ts";
import { isDrawable } from "../drawable.ts";
import type { ReportVideo } from "../report_data.ts";

/** Seconds to pixels. */
export interface TimeAxis {
  /** Pixels. */
  readonly width: number;
  /** The stretch of pixels in which everything is drawn. */
  readonly left: number;
  readonly right: number;
  /** Seconds. */
  readonly duration: number;
  /** The place of a time; times outside of the video fall on its ends. */
  readonly x: (seconds: number) => number;
  readonly ticks: readonly { readonly seconds: number; readonly text: string }[];
  /** What the tick texts count. */
  readonly unit: string;
}

/** Pixels beside the first and the last moment: room for half a star and half a tick text. */
const MARGIN = 16;
/** With the names of the rows, what a window of 1200 pixels with a scroll bar has room for. */
const LEAST_WIDTH = 982;
/** Less than this is no duration, seconds. */
const LEAST_DURATION = 1e-3;
const GREATEST_WIDTH = 4000;
/** The width that a typical segment gets in a long video, pixels. */
const SEGMENT_WIDTH = 8;
const TICK_DISTANCE = 64;
const TICK_STEPS = [
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  15,
  30,
  60,
  120,
  300,
  600,
  1200,
  1800,
  3600,
];

/** What says how long a video is. */
export type AxisVideo = Pick<
  ReportVideo,
  "duration" | "begin" | "secondsPerSnippet" | "groundTruth" | "detections" | "curves"
>;

/** The axis of a video: wide enough for a segment of median length to be seen, at least the width of a page. */
export function timeAxis(video: AxisVideo): TimeAxis {
  const duration = durationOf(video);
  const segments = video.groundTruth.length > 0 ? video.groundTruth : video.detections;
  const typical = median(segments.map(({ start, end }) => end - start).filter((length) => length > 0));
  const wanted = typical === undefined ? 0 : 2 * MARGIN + duration / typical * SEGMENT_WIDTH;
  const width = Math.round(Math.min(GREATEST_WIDTH, Math.max(LEAST_WIDTH, wanted)));
  return axisOver(duration, width);
}

/** The axis of some seconds, so many pixels wide. */
export function axisOver(duration: number, width: number): TimeAxis {
  const scale = scaleLinear([0, duration], [MARGIN, width - MARGIN]).clamp(true);
  const seconds = tickSeconds(duration, width - 2 * MARGIN);
  const clock = duration >= 120;
  return {
    width,
    left: MARGIN,
    right: width - MARGIN,
    duration,
    x: (time) => scale(time),
    ticks: seconds.map((time) => ({ seconds: time, text: clock ? clockText(time) : plainText(time) })),
    unit: clock ? "min:s" : "s",
  };
}

/** The video's duration or, where it is not known, the last moment that anything is known of. */
function durationOf(
  { duration, begin, secondsPerSnippet, groundTruth, detections, curves }: AxisVideo,
): number {
  if (isKnown(duration)) return duration;
  const ends = [
    ...groundTruth.map(({ end }) => end),
    ...detections.map(({ end }) => end),
    ...curves.map(({ values }) => begin + values.length * secondsPerSnippet),
  ].filter(isKnown);
  return max(ends) ?? 1;
}

function isKnown(seconds: number): boolean {
  return seconds >= LEAST_DURATION && isDrawable(seconds);
}

function tickSeconds(duration: number, width: number): number[] {
  const least = duration * TICK_DISTANCE / width;
  const step = TICK_STEPS.find((candidate) => candidate >= least);
  if (step === undefined) {
    return scaleLinear([0, duration], [0, width]).ticks(Math.floor(width / TICK_DISTANCE / 1.5));
  }
  return range(0, duration + step * 1e-6, step).filter((time) => time <= duration);
}

function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const tail = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${tail}`;
}

function plainText(seconds: number): string {
  return String(Number(seconds.toPrecision(6)));
}
