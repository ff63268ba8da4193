/** The unit of predicted times: seconds, unless a person says frames or fractions; what looks like another is told. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedVideo } from "../annotated_video.ts";
import type { Detection } from "../detection.ts";
import { count } from "../layout.ts";

/** Units of predicted times beside seconds. */
export const TIME_UNITS = ["frames", "fraction"] as const;

/** A unit of predicted times. */
export type TimeUnit = typeof TIME_UNITS[number];

/** The videos that predictions are compared with. */
export interface TimedVideos {
  /** The annotation file, for messages. */
  readonly file: string;
  readonly videos: ReadonlyMap<string, AnnotatedVideo>;
}

/**
 * Predictions in seconds. Those of videos that are not annotated stay as they are: they match nothing.
 *
 * @param fps frames per second of every video; by default what the annotations state of each.
 * @throws {UserError} When a video lacks what its times are multiplied with.
 */
export function inSeconds(
  detections: readonly Detection[],
  unit: TimeUnit,
  { file, videos }: TimedVideos,
  fps?: number,
): Detection[] {
  const frames = unit === "frames";
  const second = (video: AnnotatedVideo) => frames ? fps ?? video.fps : video.duration;
  const predicted = [...new Set(detections.map(({ video }) => video))].filter((video) => videos.has(video));
  const without = predicted.filter((video) => second(videos.get(video)!) === undefined);
  if (without.length > 0) {
    throw userError(
      `"${file}" has no ${frames ? "frame rate" : "duration"} of ${without.length} of ${
        count(predicted.length, "predicted video")
      }, such as "${without[0]}"`,
      frames
        ? 'add --fps 25 where all of them have 25 frames per second, or "fps" to each'
        : 'add "duration", in seconds, to each',
    );
  }
  return detections.map((each) => {
    const video = videos.get(each.video);
    if (!video) return each;
    const factor = second(video)!;
    const [start, end] = frames
      ? [each.start / factor, each.end / factor]
      : [each.start * factor, each.end * factor];
    return { ...each, start, end };
  });
}

/** How far past its end a prediction of a video may go before it is wondered about. */
const SLACK = 1.1;
/** The same where only the end of the last annotation is known. */
const ANNOTATED_SLACK = 8;
/** Ends up to which times may be fractions, and lengths in seconds above which that is told from seconds. */
const [WHOLE, LONG] = [1.001, 5];

/** Times of which most are this much later than the ends of their videos are hardly in frames. */
const MILLISECONDS = 200;
/** The latest time of percentages. */
const PERCENT = 100.1;
/** The part of the predictions that may start before 0. */
const EARLY = 0.25;

/** What a video's predictions reach. */
interface Reach {
  readonly video: string;
  /** The latest predicted end. */
  readonly latest: number;
  /** Where the video, or its last annotation, ends. */
  readonly end: number;
  /** Predictions that end past it. */
  readonly past: number;
  readonly predictions: number;
}

/**
 * Says so where the times of predictions do not look like seconds, with the numbers that say it.
 *
 * @param unit what they were read as, where a person said so.
 */
export function unitWarnings(
  detections: readonly Detection[],
  { videos }: TimedVideos,
  unit?: TimeUnit,
): string[] {
  const byVideo = new Map<string, number[]>();
  for (const { video, end } of detections) {
    const ends = byVideo.get(video);
    if (ends) ends.push(end);
    else if (videos.has(video)) byVideo.set(video, [end]);
  }
  const known = reaches(byVideo, (video) => videos.get(video)!.duration, SLACK);
  const annotated = reaches(byVideo, (video) => lastEnd(videos.get(video)!), ANNOTATED_SLACK);
  const fractions = fractionWarning(known.length > 0 ? known : annotated, unit);
  return [
    ...negativeWarning(byVideo),
    ...earlyWarning(detections.filter(({ video }) => videos.has(video))),
    ...pastWarning(known, "their video", "the video ends at", { unit, least: 0 }),
    ...known.length === 0
      ? pastWarning(annotated, "the last annotation by far", "the last annotation ends at", {
        unit,
        least: 0.5,
      })
      : [],
    ...fractions,
    ...known.length === 0 && fractions.length === 0 ? lateWarning(annotated) : [],
    ...unit !== undefined && fractions.length === 0 ? earlyEndWarning(known, unit) : [],
  ];
}

function reaches(
  byVideo: ReadonlyMap<string, readonly number[]>,
  endOf: (video: string) => number | undefined,
  slack: number,
): Reach[] {
  return Array.from(byVideo).flatMap(([video, ends]) => {
    const end = endOf(video);
    if (end === undefined) return [];
    const latest = ends.reduce((a, b) => Math.max(a, b));
    const past = ends.filter((each) => each > end * slack).length;
    return [{ video, latest, end, past, predictions: ends.length }];
  });
}

function lastEnd({ annotations }: AnnotatedVideo): number | undefined {
  return annotations.length === 0 ? undefined : Math.max(...annotations.map(({ end }) => end));
}

/** Warns of predictions past an end: of any where ends are those of videos, else where more than half of the videos have some. */
function pastWarning(
  all: readonly Reach[],
  what: string,
  ends: string,
  { unit, least }: { readonly unit: TimeUnit | undefined; readonly least: number },
): string[] {
  const past = all.filter((reach) => reach.past > 0);
  if (past.length <= all.length * least) return [];
  const sum = (key: "past" | "predictions") => all.reduce((total, reach) => total + reach[key], 0);
  const worst = past.reduce((a, b) => b.latest / b.end > a.latest / a.end ? b : a);
  return [
    `${sum("past").toLocaleString("en-US")} of ${
      count(sum("predictions"), "prediction")
    }, in ${past.length} of ${count(all.length, "video")}, end past ${what}: in "${worst.video}" at ${
      text(worst.latest)
    }, where ${ends} ${text(worst.end)} s. ` +
    pastRemedy(all, past, unit),
  ];
}

/** What times may be that end past their videos. */
function pastRemedy(all: readonly Reach[], past: readonly Reach[], unit: TimeUnit | undefined): string {
  if (unit !== undefined) return readAs(unit);
  if (past.length * 2 <= all.length) return "Times must be in seconds, in every video";
  const latest = all.reduce((most, reach) => Math.max(most, reach.latest), 0);
  if (past.filter((reach) => reach.latest > reach.end * MILLISECONDS).length * 2 > past.length) {
    return "If they are in milliseconds, divide them by 1,000";
  }
  if (latest <= PERCENT && all.every((reach) => reach.end < PERCENT)) {
    return "If they are percentages of the video, divide them by 100 and add --time fraction; " +
      "if they are in frames, add --time frames, and --fps 25 where all videos have 25 per second";
  }
  return "If they are in frames, add --time frames, and --fps 25 where all videos have 25 per second";
}

/** What to do where times that were read in a unit do not fit. */
function readAs(unit: TimeUnit): string {
  const what = unit === "frames" ? "frames" : "fractions of the video";
  return `They were read as ${what}: leave out --time ${unit} where they are in seconds`;
}

/** Warns where many predictions start before their video does. */
function earlyWarning(detections: readonly Detection[]): string[] {
  const early = detections.filter(({ start, end }) => start < 0 && end >= 0);
  if (early.length <= detections.length * EARLY) return [];
  const { video, start } = early.reduce((a, b) => b.start < a.start ? b : a);
  return [
    `${early.length.toLocaleString("en-US")} of ${
      count(detections.length, "prediction")
    } start before 0, such as at ${
      text(start)
    } s in "${video}". Times are seconds from the start of the video`,
  ];
}

/** Warns of predictions that end before their video begins. */
function negativeWarning(byVideo: ReadonlyMap<string, readonly number[]>): string[] {
  const before = Array.from(byVideo).filter(([, ends]) => ends.some((end) => end < 0));
  if (before.length === 0) return [];
  const [video, ends] = before[0]!;
  return [
    `${
      count(before.length, "video")
    } of ${byVideo.size} with predictions that end before 0, such as "${video}" at ${
      text(Math.min(...ends))
    } s: they match nothing. Times are seconds from the start of the video`,
  ];
}

/** Warns where most annotations end so much later than predictions that they are hardly in seconds. */
function lateWarning(annotated: readonly Reach[]): string[] {
  const late = annotated.filter(({ latest, end }) => latest > 0 && end > latest * ANNOTATED_SLACK);
  if (late.length * 2 <= annotated.length) return [];
  const worst = late.reduce((a, b) => b.end / b.latest > a.end / a.latest ? b : a);
  return [
    `Annotations end far later than predictions in ${late.length} of ${
      count(annotated.length, "video")
    }: in "${worst.video}" at ${text(worst.end)}, the predictions at ${text(worst.latest)}. ` +
    "Both must be in seconds, from the start of the video",
  ];
}

/** Warns where times that were read in a unit stay at the beginning of most videos. */
function earlyEndWarning(known: readonly Reach[], unit: TimeUnit): string[] {
  const early = known.filter(({ latest, end }) => end > latest * ANNOTATED_SLACK);
  if (early.length * 2 <= known.length) return [];
  const worst = early.reduce((a, b) => b.end / b.latest > a.end / a.latest ? b : a);
  return [
    `All predictions end in the first eighth of the video in ${early.length} of ${
      count(known.length, "video")
    }: in "${worst.video}" at ${text(worst.latest)} of ${text(worst.end)} s. ${readAs(unit)}`,
  ];
}

function fractionWarning(all: readonly Reach[], unit: TimeUnit | undefined): string[] {
  const latest = all.reduce((most, reach) => Math.max(most, reach.latest), 0);
  const longest = all.reduce((most, reach) => Math.max(most, reach.end), 0);
  const long = all.filter(({ end }) => end > LONG).length;
  if (latest <= 0 || latest > WHOLE || long * 2 <= all.length) return [];
  return [
    `No prediction ends later than ${text(latest)} s, in videos of up to ${text(longest)} s. ` +
    (unit === undefined ? "If they are fractions of the video, add --time fraction" : readAs(unit)),
  ];
}

function text(number: number): string {
  return String(Math.round(number * 100) / 100);
}
