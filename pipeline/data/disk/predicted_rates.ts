/** Frame rates of videos that no data set describes. */
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { StatedRate } from "../../../specs/recipe/features.ts";
import { type FrameRates, readDurations, readFrameRates } from "../../annotations/frame_rates.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";

const ONE_FOR_ALL = "give one for all of them, for instance --fps 25";

/**
 * The frame rates of videos to predict; those that a file lacks are noted.
 *
 * @param root The folder of the data set that the model was trained on, which a file is relative to.
 * @throws {UserError} When a file of frame rates cannot be read.
 */
export async function predictedRates(
  root: string,
  fps: StatedRate,
  videos: readonly string[],
  mistakes: Mistakes,
): Promise<FrameRates> {
  try {
    return await readFrameRates(fps, { root, videos, remedy: ONE_FOR_ALL }, mistakes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const found = error.diagnostics.map((each) => ({ ...each, hint: each.hint ?? ONE_FOR_ALL }));
    throw new UserError("The model was trained with a frame rate per video", found);
  }
}

/**
 * What is given of the times of videos to predict has to be what the model was trained on: rates say nothing of snippets that
 * share the durations of their videos, and durations nothing of others.
 *
 * @throws {UserError} When it is not.
 */
export function checkTimesGiven(
  isRescaled: boolean,
  fps: number | undefined,
  durations: string | undefined,
): void {
  if (isRescaled && fps !== undefined) {
    throw userError(
      "The model was trained on features whose times are from durations: --fps does not say them",
      durations === undefined
        ? 'give a JSON file {"video": seconds} instead: --durations FILE'
        : "leave out --fps",
    );
  }
  if (!isRescaled && durations !== undefined) {
    throw userError(
      "The model was trained on features whose times are from frame rates: --durations does not say them",
      "leave it out; --fps 25 states one frame rate for all videos",
    );
  }
}

/**
 * The durations in seconds of videos to predict, for a model that was trained with `times: from_durations`; those that
 * the file lacks are noted.
 *
 * @throws {UserError} When there is no file, or it cannot be read.
 */
export async function predictedDurations(
  file: string | undefined,
  videos: readonly string[],
  mistakes: Mistakes,
): Promise<FrameRates> {
  if (file !== undefined) return await readDurations(file, videos, mistakes);
  throw userError(
    "The model was trained on features whose times are from durations, and those of the videos are not known",
    'give a JSON file of them, {"video": seconds}: --durations FILE',
  );
}
