/** Frame rates that a file states per video. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { StatedRate } from "../../specs/recipe/features.ts";
import type { AnnotatedVideo } from "./annotated_video.ts";
import { count, shown } from "./layout.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { canonicalName } from "./names.ts";
import { finiteNumber } from "./json/finite_number.ts";
import { collectProblems } from "./json/problems.ts";
import { readJson } from "./json/read.ts";
import type { Mistakes } from "./mistakes.ts";
import { inRoot } from "../files/in_root.ts";

/** The frame rate of a video, undefined where a file does not state it. */
export type FrameRates = (video: string) => number | undefined;

/** What frame rates are needed for, and where they may stand. */
export interface RatesWanted {
  /** The folder that a file is relative to. */
  readonly root: string;
  /** The annotation file, where there is one. */
  readonly annotations?: { readonly file: string; readonly database: ReadonlyMap<string, AnnotatedVideo> };
  /** The videos whose rates are needed. */
  readonly videos: readonly string[];
  /** What to do about absent ones. */
  readonly remedy: string;
}

/**
 * The frame rates of a source. Where they are stated by video, every one of `videos` must have one; the absent ones are
 * noted as one mistake.
 *
 * @throws {UserError} When a file of rates cannot be read, is no map, or has a rate that is not a number > 0.
 */
export async function readFrameRates(
  fps: StatedRate,
  wanted: RatesWanted,
  mistakes: Mistakes,
): Promise<FrameRates> {
  if (typeof fps === "number") return () => fps;
  if ("from" in fps && fps.from === "durations") throw new RangeError("Durations are no rates of frames");
  if ("file" in fps) {
    const { file, rates, names } = await readRates(inRoot(wanted.root, fps.file), wanted.videos);
    requireAll(wanted, file, (video) => rates.get(video), mistakes, { names });
    return (video) => rates.get(video);
  }
  if (!wanted.annotations) throw userError("The model takes frame rates from annotations", wanted.remedy);
  const { file, database } = wanted.annotations;
  const rateOf = (video: string) => database.get(video)?.fps;
  requireAll(wanted, file, rateOf, mistakes, { found: (video) => database.get(video)?.unreadableFps });
  return rateOf;
}

const RATE = "frame rate";

/** The rates of `videos` in a file, and the names that it has; of other videos none is judged. */
async function readRates(
  path: string,
  videos: readonly string[],
  what = RATE,
  unit = "frames per second",
): Promise<{ file: string; rates: Map<string, number>; names: readonly string[] }> {
  const { file, text, value } = await readJson(path);
  const problems = collectProblems(file, text);
  const rates = new Map<string, number>();
  if (!isMap(value) || isMap(value["database"])) {
    problems.add(
      [],
      `"${file}" must be a map of video ids to ${unit}`,
      isMap(value) && what === RATE
        ? "fps: { from: annotations } reads those of the annotation file"
        : undefined,
    );
  } else {
    const wanted = new Set(videos);
    for (const [video, given] of Object.entries(value)) {
      if (!wanted.has(video)) continue;
      const rate = finiteNumber(given);
      if (rate !== undefined && rate > 0) rates.set(video, rate);
      else {
        problems.add(
          [video],
          `The ${what} of "${video}" must be a number > 0: current value is ${shown(given)}`,
          undefined,
          { kind: "rate", example: `"${video}"` },
        );
      }
    }
  }
  problems.throwIfAny();
  return { file, rates, names: Object.keys(value as object) };
}

/**
 * The durations of videos in seconds as the annotation file states them; the absent ones are noted as one mistake.
 */
export function annotatedDurations(
  { file, database }: NonNullable<RatesWanted["annotations"]>,
  videos: readonly string[],
  remedy: string,
  mistakes: Mistakes,
): FrameRates {
  const durationOf = (video: string) => database.get(video)?.duration;
  const absent = videos.filter((video) => !(durationOf(video)! > 0));
  if (absent.length > 0) {
    mistakes.add(() => ({
      message: `"${file}" has no duration of ${absent.length} of ${videos.length} videos, such as "${
        absent[0]
      }"`,
      hint: remedy,
    }));
  }
  return durationOf;
}

/** The durations of videos in seconds in a JSON file `{video: seconds}`; those that it lacks are noted as one mistake. */
export async function readDurations(
  path: string,
  videos: readonly string[],
  mistakes: Mistakes,
): Promise<FrameRates> {
  const { file, rates, names } = await readRates(path, videos, "duration", "seconds");
  const absent = videos.filter((video) => !rates.has(video));
  if (absent.length > 0) {
    mistakes.add(() => ({
      message: `"${file}" has no duration of ${absent.length} of ${videos.length} videos, such as "${
        absent[0]
      }"`,
      hint: otherName(absent, names) ?? "add them, in seconds",
    }));
  }
  return (video) => rates.get(video);
}

/** What a file says of videos beside rates. */
interface AlsoStated {
  /** What it states of a video instead of a number. */
  readonly found?: (video: string) => string | undefined;
  /** The names that it has. */
  readonly names?: readonly string[];
}

/** Notes videos without a rate. */
function requireAll(
  { videos, remedy }: RatesWanted,
  file: string,
  rateOf: FrameRates,
  mistakes: Mistakes,
  { found = () => undefined, names = [] }: AlsoStated,
): void {
  const absent = videos.filter((video) => rateOf(video) === undefined);
  if (absent.length === 0) return;
  const example = absent.find((video) => found(video) !== undefined) ?? absent[0]!;
  const current = found(example);
  mistakes.add(() => ({
    message:
      `"${file}" has no frame rate of ${absent.length} of ${
        count(videos.length, "video")
      }, such as "${example}"` +
      (current === undefined ? "" : `, whose fps is ${current}`),
    hint: otherName(absent, names) ?? remedy,
  }));
}

/** What to do where a file names a video otherwise than it is wanted. */
function otherName(absent: readonly string[], names: readonly string[]): string | undefined {
  const byName = new Map(absent.map((name) => [canonicalName(name), name]));
  const other = names.find((name) => byName.has(canonicalName(name)));
  return other === undefined
    ? undefined
    : `it has "${other}": write "${byName.get(canonicalName(other))}" there, as the lists name the video`;
}
