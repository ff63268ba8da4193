/** Frame rate and stride of features, as far as files say them. */
import type { StatedRate } from "../../../specs/recipe/features.ts";
import { type FoundWindow, guessWindow } from "./window.ts";

/** What snippet times are computed from. */
export interface FoundRate {
  readonly fps: StatedRate;
  readonly stride: number;
  /** What the durations say of windows that overlap; absent where they say nothing. */
  readonly window?: FoundWindow | undefined;
  /** Whether fps is stated by files. */
  readonly isStated: boolean;
  /** Seconds from one row to the next, the median, and of how many videos; undefined where no duration is known. */
  readonly measured?: { readonly seconds: number; readonly videos: number };
  /** Whether all videos have as many rows, but not the same duration: their rows share it. */
  readonly isRescaled: boolean;
  /** Where whoever made the features says it, so that nothing is a guess: the frames that a row was computed on. */
  readonly known?: { readonly window: number } | undefined;
}

/** A video whose rows were counted. */
export interface TimedVideo {
  readonly rows: number;
  readonly duration?: number | undefined;
  /** Frames per second that a file states of it. */
  readonly fps?: number | undefined;
}

/** What extractors do unless told otherwise. */
const USUAL_FPS = [25, 30];
const USUAL_STRIDES = [16, 8, 4, 32, 64];
/** Part by which a measured stride may differ from a whole one: the last frames of a video fill no row. */
const TOLERATED = 0.03;

/** Guesses from the rows and durations of some videos; `stated` is where a file states every video's frame rate. */
export function guessRate(videos: readonly TimedVideo[], stated?: StatedRate): FoundRate {
  const timed = videos.filter((video): video is TimedVideo & { duration: number } =>
    video.duration !== undefined
  );
  const seconds = middle(timed.map(({ rows, duration }) => duration / rows));
  const isRescaled = timed.length > 1 && timed.every(({ rows }) => rows === timed[0]!.rows) &&
    Math.max(...timed.map(({ duration }) => duration)) >
      1.1 * Math.min(...timed.map(({ duration }) => duration));
  const measured = seconds === undefined || isRescaled ? {} : { measured: { seconds, videos: timed.length } };
  if (seconds === undefined || isRescaled) {
    return {
      fps: stated ?? USUAL_FPS[0]!,
      stride: USUAL_STRIDES[0]!,
      isStated: stated !== undefined,
      isRescaled,
    };
  }
  const fps = USUAL_FPS.find((fps) => USUAL_STRIDES.some((stride) => isNear(fps * seconds, stride))) ??
    USUAL_FPS[0]!;
  const stride = strideOf(timed.map(({ rows, duration, fps: own }) => ({
    rows,
    frames: duration * (stated === undefined ? fps : own ?? fps),
  })));
  const isStated = stated !== undefined;
  const dated = timed.map(({ fps: own, ...video }) => ({ ...video, fps: isStated ? own : undefined }));
  const window = isStated && dated.some(({ fps }) => fps === undefined)
    ? undefined
    : guessWindow(dated, { fps, stride }, isStated ? [fps] : USUAL_FPS);
  return {
    fps: stated ?? window?.usual?.fps ?? fps,
    stride: window?.usual?.stride ?? stride,
    window,
    isStated,
    isRescaled,
    ...measured,
  };
}

function isNear(value: number, whole: number): boolean {
  return Math.abs(value - whole) <= TOLERATED * whole;
}

/** What division of whole frames may lose. */
const ROUNDING = 1e-6;

/** Frames that a row lasts by each of some videos. */
interface Frames {
  readonly rows: number;
  readonly frames: number;
}

/** A stride by which the last frames of every video fill no row: a usual or whole one near to the middle, else three digits. */
function strideOf(videos: readonly Frames[]): number {
  const stride = middle(videos.map(({ rows, frames }) => frames / rows))!;
  const usual = USUAL_STRIDES.find((each) => isNear(stride, each));
  if (usual !== undefined) return usual;
  const least = Math.max(...videos.map(({ rows, frames }) => frames / (rows + 1)));
  const most = Math.floor(Math.min(...videos.map(({ rows, frames }) => frames / rows)) + ROUNDING);
  if (most > least) return most;
  const whole = Math.round(stride);
  return whole > 0 && isNear(stride, whole) ? whole : Number(stride.toPrecision(3));
}

/** The middle one of some numbers. */
export function middle(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
