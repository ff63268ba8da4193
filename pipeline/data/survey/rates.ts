/** Frame rate and stride of features, as far as files say them. */
import type { StatedRate } from "../../../specs/recipe/features.ts";

/** What snippet times are computed from. */
export interface FoundRate {
  readonly fps: StatedRate;
  readonly stride: number;
  /** Whether fps is stated by files. */
  readonly isStated: boolean;
  /** Seconds from one row to the next, the median, and of how many videos; undefined where no duration is known. */
  readonly measured?: { readonly seconds: number; readonly videos: number };
  /** Whether all videos have as many rows, but not the same duration. */
  readonly isRescaled: boolean;
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
  const seconds = median(timed.map(({ rows, duration }) => duration / rows));
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
  if (stated !== undefined) {
    const frames = median(
      timed.flatMap(({ rows, duration, fps }) => fps === undefined ? [] : [duration * fps / rows]),
    );
    return { fps: stated, stride: rounded(frames ?? 25 * seconds), isStated: true, isRescaled, ...measured };
  }
  const fps = USUAL_FPS.find((fps) => USUAL_STRIDES.some((stride) => isNear(fps * seconds, stride))) ??
    USUAL_FPS[0]!;
  return { fps, stride: rounded(fps * seconds), isStated: false, isRescaled, ...measured };
}

function isNear(value: number, whole: number): boolean {
  return Math.abs(value - whole) <= TOLERATED * whole;
}

/** A usual or whole stride near to a measured one; else three digits of it. */
function rounded(stride: number): number {
  const usual = USUAL_STRIDES.find((each) => isNear(stride, each));
  if (usual !== undefined) return usual;
  const whole = Math.round(stride);
  return whole > 0 && isNear(stride, whole) ? whole : Number(stride.toPrecision(3));
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
