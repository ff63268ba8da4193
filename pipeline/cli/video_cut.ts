/** `video cut`: segments of a film as films of their own. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import type { Detection } from "../annotations/detection.ts";
import { count, examples } from "../annotations/layout.ts";
import { quoted } from "../annotations/name_list.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import { readLabelIds } from "../annotations/predictions/label_ids.ts";
import { readLabelled } from "../annotations/predictions/labelled.ts";
import { requireEmptyFolder } from "../data/synthetic/write.ts";
import { isFolder, isThere } from "../files/reading.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { listFilms } from "../films/list_films.ts";
import { CLIPS, cutClips } from "../films/watch/cut_clips.ts";
import { requireFilm } from "../films/watch/film_coding.ts";
import { requireFinished } from "./run_predictions.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";
import { SEGMENTS } from "./video_watch_folder.ts";

/** Options of `video cut`. */
export interface CutCommandOptions extends Chosen {
  /** The folder of the clips, new or empty. */
  readonly out: string;
  /** Seconds before and after a segment. */
  readonly margin: number;
  /** The video of the predictions that the film is. */
  readonly video?: string | undefined;
  /** The names of labels that are numbers. */
  readonly labels?: string | undefined;
}

/** Writes a clip for each segment of a film; 0 when they are there. */
export async function cutCommand(from: string, film: string, options: CutCommandOptions): Promise<number> {
  refuseUnused(options);
  const [path, out] = [film, options.out].map(fromHere) as [string, string];
  await requireEmptyFolder(out);
  await findFfmpeg();
  const { seconds } = await requireFilm(path);
  const file = predictionsAt(fromHere(from));
  const ids = options.labels === undefined ? undefined : await readLabelIds(fromHere(options.labels));
  const read = await readLabelled(file, ids);
  for (const warning of read.warnings) printErr(`warning: ${warning}`);
  const { id } = (await listFilms(path)).films[0]!;
  const video = options.video === undefined
    ? videoNamed(id, read.videos, file)
    : videoWanted(options.video, read.videos, file);
  const own = read.detections.filter((each) => each.video === video);
  refuseLater(own, { path, seconds, video });
  const chosen = choose(own, options).toSorted((a, b) => a.start - b.start || a.end - b.end);
  printErr(`segments ${chosen.length.toLocaleString("en-US")} of ${count(own.length, "prediction")}`);
  if (chosen.length === 0) {
    printOut(`No clip of ${quoted(video)}: no segment is left`);
    return 0;
  }
  const progress = startProgress("cutting", chosen.length, "clips");
  const clips = await cutClips(chosen, {
    path,
    seconds,
    margin: options.margin,
    out,
    onClip: (done) => progress.update(done),
  }).finally(() => progress.stop());
  printOut(`"${toPaste(out)}" is ready: ${count(clips.length, "clip")}, and ${CLIPS}, which lists them`);
  return 0;
}

/** The predictions of a run, or of the folder that `video watch` wrote, or a file of them. */
function predictionsAt(source: string): string {
  if (!isFolder(source)) return source;
  const watched = join(source, SEGMENTS);
  return isThere(watched) ? watched : requireFinished(source);
}

/** The video of a name, without sub-folders where that is one alone. */
function videoNamed(name: string, known: readonly string[], file: string): string {
  const found = known.includes(name) ? [name] : known.filter((id) => id.split("/").at(-1) === name);
  if (found.length === 1) return found[0]!;
  const which = found.length > 1
    ? `several videos ${quoted(name)}: ${examples(found.map(quoted))}`
    : `nothing about video ${quoted(name)}, as the film is called`;
  const example = suggest(name, known) ?? "it has none";
  throw userError(
    `"${file}" says ${which}`,
    `say with --video which it is: ${example}; what a film shows that the run has not seen, video watch finds`,
  );
}

/** The video that is asked for. */
function videoWanted(name: string, known: readonly string[], file: string): string {
  if (known.includes(name)) return name;
  throw userError(`"${file}" says nothing about video ${quoted(name)}`, suggest(name, known));
}

/** Refuses predictions that the film is too short for. */
function refuseLater(
  own: readonly Detection[],
  { path, seconds = Infinity, video }: {
    readonly path: string;
    readonly seconds: number | undefined;
    readonly video: string;
  },
): void {
  const late = own.filter(({ start }) => start >= seconds);
  if (late.length === 0) return;
  throw userError(
    `${count(late.length, "segment")} of video ${quoted(video)} begin${
      late.length === 1 ? "s" : ""
    } after the end of "${path}", which lasts ${seconds.toFixed(1)} s`,
    "name the film that the predictions are of; where it is, their times are in another unit or rate",
  );
}
