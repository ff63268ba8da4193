/** What the model of a run finds in one film, with the curves that it is made from. */
import type { Detection } from "../annotations/detection.ts";
import type { Video } from "../data/dataset.ts";
import { type FeatureFiles, openFeatureFiles } from "../data/disk/feature_files.ts";
import { firstBegins, secondsCovered } from "../data/snippet_times.ts";
import type { FilmCoding } from "../films/watch/film_coding.ts";
import type { LocalizedVideo } from "../inference/video.ts";
import { detectionsIn } from "../inference/windows.ts";
import { filmCurves, type LocalizedPart } from "../report/film/film_curves.ts";
import type { FilmPageData } from "../report/film/film_data.ts";
import { flatWarning } from "../runs/test_split.ts";
import { type KeptRun, type OpenedRun, openKeptRun } from "./run_model.ts";

/** What a model finds in a film. */
export interface FoundSegmentsOfFilm extends Pick<FilmPageData, "video"> {
  /** The best first. */
  readonly detections: readonly Detection[];
}

/**
 * Localizes in the features of one film, as `predict` does.
 *
 * @param features The folder with one sub-folder for each source.
 * @param warn Is told what a person should know of the segments, one sentence each.
 * @throws {UserError} When the features are not those of the run's sources.
 */
export async function findSegments(
  kept: KeptRun,
  features: string,
  { seconds }: FilmCoding,
  warn: (text: string) => void,
): Promise<FoundSegmentsOfFilm> {
  const { checkpoint, program, language } = kept;
  const { data } = program.recipe;
  const files = await openFeatureFiles([features], program.recipe.features, {
    root: data.kind === "folder" ? data.root : undefined,
    formats: language,
  });
  const [video] = files.videos as [Video];
  const opened = await openKeptRun(kept);
  const parts: LocalizedPart[] = [];
  const detections = await findInFiles(
    opened,
    { ...files, classes: checkpoint.classes },
    video,
    warn,
    (localized, first) => parts.push({ localized, first }),
  );
  const curves = filmCurves(parts, program, checkpoint.classes);
  opened.model.dispose();
  return {
    detections,
    video: {
      id: video.id,
      duration: seconds ?? secondsCovered(video),
      begin: firstBegins(video),
      ...curves,
    },
  };
}

/** The segments of one video of some files, the best first; what a person should know of them is told. */
export async function findInFiles(
  { model, windowed, inWindows, thinned }: OpenedRun,
  files: FeatureFiles & { readonly classes: readonly string[] },
  video: Video,
  warn: (text: string) => void,
  onPart?: (localized: LocalizedVideo, first: number) => void,
): Promise<Detection[]> {
  for (const warning of [...files.warnings, ...thinned([video])]) warn(warning);
  const source = { ...files, inWindows };
  const { detections, flatMaps } = await detectionsIn(inWindows ? windowed : model, source, video, onPart);
  if (flatMaps > 0) warn(flatWarning({ flatMaps, flatVideos: [video.id] }));
  return detections.sort((a, b) => b.score - a.score);
}
