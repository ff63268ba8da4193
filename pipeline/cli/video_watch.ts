/** `video watch`: a film with what a run finds in it, as a page. */
import { basename, join, relative, resolve } from "node:path";
import type { Detection } from "../annotations/detection.ts";
import { count } from "../annotations/layout.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import { openFeatureFiles } from "../data/disk/feature_files.ts";
import type { Video } from "../data/dataset.ts";
import { firstBegins, secondsCovered } from "../data/snippet_times.ts";
import { writeWhole } from "../files/write.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { listFilms } from "../films/list_films.ts";
import { type FilmCoding, requireFilm, unplayable } from "../films/watch/film_coding.ts";
import { placeFilm, type Placing } from "../films/watch/place_film.ts";
import { drawThumbnails } from "../films/watch/thumbnails.ts";
import { detectionsIn } from "../inference/windows.ts";
import type { FilmPageData } from "../report/film/film_data.ts";
import { filmCurves, type LocalizedPart } from "../report/film/film_curves.ts";
import { renderFilmPage } from "../report/film/film_page.ts";
import { flatWarning } from "../runs/test_split.ts";
import { type KeptRun, openKeptRun, readKeptRun } from "./run_model.ts";
import { requireFinished } from "./run_predictions.ts";
import { fromHere, taskCommand, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";
import { encodeWatched } from "./video_encode_watched.ts";
import { encodersOf } from "./video_run_encoders.ts";
import { PAGE, takeFolder, writeExports } from "./video_watch_folder.ts";

/** Options of `video watch`. */
export interface WatchOptions extends Chosen {
  /** The folder; by default one in the run folder. */
  readonly out?: string | undefined;
  /** The page plays the film where it lies. */
  readonly link?: boolean | undefined;
  /** The page plays a copy that every browser plays. */
  readonly transcode?: boolean | undefined;
  /** Which snippets are looked at, instead of what the recipe says. */
  readonly sampling?: string | undefined;
  /** The encoder, where the data of the run do not say it. */
  readonly encoder?: string | undefined;
}

/** Writes the folder; 0 when it is there, 1 when the film cannot be encoded. */
export async function watchCommand(run: string, film: string, options: WatchOptions): Promise<number> {
  refuseUnused(options);
  const path = fromHere(film);
  requireFinished(fromHere(run));
  await findFfmpeg();
  const form = await requireFilm(path);
  const kept = await readKeptRun(run, options.sampling);
  const encoders = encodersOf(run, kept.program, options.encoder);
  const { id } = (await listFilms(path)).films[0]!;
  const out = options.out === undefined ? join(fromHere(run), "films", id) : fromHere(options.out);
  await takeFolder(out, { run: basename(resolve(fromHere(run))), film: basename(path) });
  const encoded = await encodeWatched(path, out, encoders);
  if (!encoded) return 1;
  const warnings = [...encoded.warnings];
  const warn = (text: string) => {
    warnings.push(text);
    printErr(`warning: ${text}`);
  };
  const found = await findSegments(kept, join(out, "features"), form, warn);
  const shown = choose(found.detections, options).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const placing: Placing = options.link ? "link" : options.transcode ? "transcode" : "copy";
  const again = ["video", "watch", run, film, ...options.out === undefined ? [] : ["--out", options.out]];
  const remedy = taskCommand(...again, "--transcode");
  const why = placing === "transcode" ? undefined : unplayable(form);
  if (why !== undefined) {
    warn(`"${basename(path)}" ${why}, which not every browser plays; a copy that all play: ${remedy}`);
  }
  const place = await placeFilm(path, out, placing);
  const files = await writeExports(out, shown, {
    id: found.video.id,
    title: basename(path),
    media: placing === "link" ? resolve(path) : place,
  });
  await writePage(out, path, {
    ...found,
    ...files,
    ...{ shown, warnings, place, remedy, kept, rate: form.rate },
  });
  const classes = new Set(shown.map(({ label }) => label)).size;
  const of = shown.length < found.detections.length
    ? ` of ${found.detections.length.toLocaleString("en-US")}`
    : "";
  printOut([
    `"${toPaste(join(out, PAGE))}" is ready: ${count(shown.length, "segment")}${of}, ${
      count(classes, "class")
    }`,
    `clips of them: ${taskCommand("video", "cut", toPaste(out), film, "--out", "clips")}`,
  ]);
  return 0;
}

/** What a model finds in a film. */
interface Found extends Pick<FilmPageData, "video"> {
  /** The best first. */
  readonly detections: readonly Detection[];
}

async function findSegments(
  kept: KeptRun,
  features: string,
  { seconds }: FilmCoding,
  warn: (text: string) => void,
): Promise<Found> {
  const { checkpoint, program, language } = kept;
  const { data } = program.recipe;
  const files = await openFeatureFiles([features], program.recipe.features, {
    root: data.kind === "folder" ? data.root : undefined,
    formats: language,
  });
  const [video] = files.videos as [Video];
  const { model, windowed, inWindows, thinned } = await openKeptRun(kept);
  for (const warning of [...files.warnings, ...thinned([video])]) warn(warning);
  const parts: LocalizedPart[] = [];
  const { detections, flatMaps } = await detectionsIn(
    inWindows ? windowed : model,
    { ...files, classes: checkpoint.classes, inWindows },
    video,
    (localized, first) => parts.push({ localized, first }),
  );
  if (flatMaps > 0) warn(flatWarning({ flatMaps, flatVideos: [video.id] }));
  const curves = filmCurves(parts, program, checkpoint.classes);
  model.dispose();
  return {
    detections: detections.sort((a, b) => b.score - a.score),
    video: {
      id: video.id,
      duration: seconds ?? secondsCovered(video),
      begin: firstBegins(video),
      ...curves,
    },
  };
}

/** What a page is written from. */
interface PageParts extends Found, Pick<FilmPageData, "warnings" | "remedy" | "files" | "chapters" | "rate"> {
  readonly shown: readonly Detection[];
  /** Of the film, from the folder. */
  readonly place: string;
  readonly kept: KeptRun;
}

async function writePage(out: string, path: string, parts: PageParts): Promise<void> {
  const { shown, detections, video, place, kept: { checkpoint, program }, ...rest } = parts;
  const progress = startProgress("pictures", Math.max(1, shown.length), "segments");
  const pictures = await drawThumbnails(
    path,
    shown.map(({ start, end }) => (start + Math.min(end, video.duration)) / 2),
    (done) => progress.update(done),
  ).finally(() => progress.stop());
  const labels = new Set(shown.map(({ label }) => label));
  const page = renderFilmPage({
    ...rest,
    title: basename(path),
    source: place.split(/[\\/]/).map(encodeURIComponent).join("/"),
    facts: [
      `${video.duration.toFixed(1)} s`,
      `${program.recipe.name} after ${count(checkpoint.step, "step")}`,
      relative(".", checkpoint.file).split(/[\\/]/).at(-2) ?? "",
    ],
    video: {
      ...video,
      curves: video.curves.filter(({ label }) =>
        label === undefined || labels.size === 0 || labels.has(label)
      ),
    },
    segments: shown.map((segment, i) => ({ ...segment, picture: pictures[i] })),
    found: detections.length,
  });
  await writeWhole(join(out, PAGE), page);
}
