/** `video watch`: a film with what a run finds in it, as a page. */
import { basename, dirname, join, resolve } from "node:path";
import type { Detection } from "../annotations/detection.ts";
import { count } from "../annotations/layout.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import { writeWhole } from "../files/write.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { listFilms } from "../films/list_films.ts";
import { requireFilm, unplayable } from "../films/watch/film_coding.ts";
import { placeFilm, type Placing } from "../films/watch/place_film.ts";
import { drawThumbnails } from "../films/watch/thumbnails.ts";
import type { FilmPageData } from "../report/film/film_data.ts";
import { renderFilmPage } from "../report/film/film_page.ts";
import { type KeptRun, readKeptRun } from "./run_model.ts";
import { requireFinished } from "./run_predictions.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";
import { encodeWatched } from "./video_encode_watched.ts";
import { findSegments, type FoundSegmentsOfFilm } from "./video_find_segments.ts";
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
  requireFinished(fromHere(run), "name the folder of a finished run on features of films");
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
  const remedy = command(...again, "--transcode");
  const why = placing === "transcode" ? undefined : unplayable(form);
  if (why !== undefined) {
    warn(`"${basename(path)}" ${why}, which not every browser plays; a copy that all play: ${remedy}`);
  }
  await writeFolder(out, path, { ...found, shown, warnings, remedy, kept, rate: form.rate }, placing);
  const classes = new Set(shown.map(({ label }) => label)).size;
  const all = found.detections.length;
  const of = shown.length < all ? ` of ${all.toLocaleString("en-US")}` : "";
  const what = `${count(shown.length, "segment")}${of}, ${count(classes, "class")}`;
  printOut([
    `"${toPaste(join(out, PAGE))}" is ready: ${what}`,
    `clips of them: ${command("video", "cut", toPaste(out), film, "--out", "clips")}`,
  ]);
  return 0;
}

/** What a page is written from. */
interface PageParts extends FoundSegmentsOfFilm, Pick<FilmPageData, "warnings" | "remedy" | "rate"> {
  /** In the order of time. */
  readonly shown: readonly Detection[];
  readonly kept: KeptRun;
}

async function writeFolder(out: string, path: string, parts: PageParts, placing: Placing): Promise<void> {
  const { shown, detections, video, kept: { checkpoint, program }, ...rest } = parts;
  if (placing !== "link") {
    printErr(`film     ${placing === "copy" ? "copied" : "written in a form that every browser plays"}`);
  }
  const place = await placeFilm(path, out, placing);
  const title = basename(path);
  const media = placing === "link" ? resolve(path) : place;
  const exported = await writeExports(out, shown, { id: video.id, title, media });
  const progress = startProgress("pictures", Math.max(1, shown.length), "segments");
  const pictures = await drawThumbnails(
    path,
    shown.map(({ start, end }) => (start + Math.min(end, video.duration)) / 2),
    (done) => progress.update(done),
  ).finally(() => progress.stop());
  const labels = new Set(shown.map(({ label }) => label));
  const isOfShown = (label: string | undefined) =>
    label === undefined || labels.size === 0 || labels.has(label);
  const page = renderFilmPage({
    ...rest,
    ...exported,
    title,
    source: place.split(/[\\/]/).map(encodeURIComponent).join("/"),
    facts: [
      `${video.duration.toFixed(1)} s`,
      `${program.recipe.name} after ${count(checkpoint.step, "step")}`,
      basename(dirname(resolve(checkpoint.file))),
    ],
    video: { ...video, curves: video.curves.filter(({ label }) => isOfShown(label)) },
    segments: shown.map((segment, i) => ({ ...segment, picture: pictures[i] })),
    found: detections.length,
  });
  await writeWhole(join(out, PAGE), page);
}
