/** Whether rows were computed on windows of frames that overlap, as far as durations and numbers of rows tell. */

/** A video whose duration is known. */
export interface DatedRows {
  readonly rows: number;
  readonly duration: number;
  /** Frames per second that a file states of it. */
  readonly fps?: number | undefined;
}

/** What is found where durations are longer than the rows one after the other. */
export interface FoundWindow {
  /** The only rate, stride and window of the usual ones by which every video has the rows that it has. */
  readonly usual?: { readonly fps: number; readonly stride: number; readonly window: number } | undefined;
  /** The line `frames = perRow rows + beyond` that is nearest to the videos. */
  readonly line: { readonly perRow: number; readonly beyond: number };
}

const USUAL_STRIDES = [1, 2, 4, 5, 8, 10, 16, 32];
const USUAL_WINDOWS = [8, 10, 16, 32, 64];
/** Videos that a guess needs, and the part of them that it has to fit. */
const LEAST = 3;
const MOST_FIT = 0.9;
/** Frames by which a duration may be rounded. */
const ROUNDED = 1;

/**
 * Videos of F frames have `floor((F - window) / stride) + 1` rows, so that F - rows stride is from window - stride to before
 * window. Undefined where they have those of rows one after the other, the last whole or not.
 *
 * @param rates Frames per second that may be, where files do not state them.
 */
export function guessWindow(
  videos: readonly DatedRows[],
  { fps, stride }: { readonly fps: number; readonly stride: number },
  rates: readonly number[],
): FoundWindow | undefined {
  const beyond = (fps: number, stride: number) =>
    videos.map((video) => video.duration * (video.fps ?? fps) - video.rows * stride);
  const fits = (rests: readonly number[], from: number, to: number) =>
    rests.filter((rest) => rest >= from - ROUNDED && rest < to + ROUNDED).length >= MOST_FIT * rests.length;
  if (videos.length < LEAST || fits(beyond(fps, stride), -stride, stride)) return undefined;
  const line = lineThrough(videos.map(({ rows }) => rows), beyond(fps, 0));
  if (!(line.beyond > line.perRow)) return undefined;
  const usual = rates.flatMap((fps) =>
    USUAL_STRIDES.flatMap((stride) => {
      const rests = beyond(fps, stride);
      return USUAL_WINDOWS.filter((window) => window > stride && fits(rests, window - stride, window))
        .map((window) => ({ fps, stride, window }));
    })
  );
  return {
    usual: usual.length === 1 ? usual[0] : undefined,
    line,
  };
}

/** The line of least squares. */
function lineThrough(xs: readonly number[], ys: readonly number[]): FoundWindow["line"] {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const perRow = mean(xs.map((each, i) => (each - x) * (ys[i]! - y))) /
    mean(xs.map((each) => (each - x) ** 2));
  return { perRow, beyond: y - perRow * x };
}
