/** `video export`: segments for programs in which people code behaviour by hand. */
import { basename, dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { findFilms } from "../annotations/exchange/film_paths.ts";
import { refuseNames } from "../annotations/exchange/names.ts";
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "../annotations/exchange/target.ts";
import type { ExchangeName } from "../annotations/exchange/target_names.ts";
import { EXCHANGE_TARGETS } from "../annotations/exchange/targets.ts";
import { type TidySegments, tidySegments } from "../annotations/exchange/tidy.ts";
import { count, examples } from "../annotations/layout.ts";
import { collectMistakes } from "../annotations/mistakes.ts";
import { quoted, readNameList } from "../annotations/name_list.ts";
import { choose, type Chosen, refuseUnused } from "../annotations/predictions/choose.ts";
import { readLabelIds } from "../annotations/predictions/label_ids.ts";
import { readLabelled } from "../annotations/predictions/labelled.ts";
import { requireEmptyFolder } from "../data/synthetic/write.ts";
import { isFolder } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { requireFinished } from "./run_predictions.ts";
import { fromHere, pathWord, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";

/** Options of `video export`. */
export interface ExportOptions extends Chosen {
  /** The form. */
  readonly to: ExchangeName;
  /** The folder of the files, new or empty. */
  readonly out: string;
  /** Seconds; shorter segments are dropped. */
  readonly minDuration: number;
  /** Seconds; segments of a class that are nearer become one. */
  readonly mergeGap: number;
  /** A list of the videos, instead of all. */
  readonly videos?: string | undefined;
  /** The folder of the films. */
  readonly media?: string | undefined;
  /** Frames per second of the films, for forms that count frames. */
  readonly fps?: number | undefined;
  /** The names of labels that are numbers. */
  readonly labels?: string | undefined;
}

/** Milliseconds in a second. */
const MILLISECONDS = 1000;

/** Writes the segments of a run or of a prediction file; 0 when they are there. */
export async function exportCommand(from: string, options: ExportOptions): Promise<number> {
  const { to, minDuration, mergeGap } = options;
  const target: ExchangeTarget = EXCHANGE_TARGETS[to];
  refuseUnused(options);
  const perSecond = unitsOf(to, target, options.fps);
  const folder = fromHere(options.out);
  await requireEmptyFolder(folder);
  const source = fromHere(from);
  const file = isFolder(source) ? requireFinished(source) : source;
  const ids = options.labels === undefined ? undefined : await readLabelIds(fromHere(options.labels));
  const read = await readLabelled(file, ids);
  for (const warning of read.warnings) printErr(`warning: ${warning}`);
  const videos = await videosOf(read.videos, file, options.videos);
  const wanted = new Set(videos);
  const chosen = choose(read.detections.filter(({ video }) => wanted.has(video)), options);
  const tidy = tidySegments(chosen, videos, { perSecond, mergeGap, minDuration });
  const labels = [...new Set([...tidy.videos.values()].flat().map(({ label }) => label))].sort();
  refuseNames(labels, videos, target);
  refuseLate(target, tidy);
  const films = options.media === undefined ? undefined : await findFilms(fromHere(options.media), videos);
  const exchanged = Array.from(tidy.videos, ([id, segments]): ExchangedVideo => {
    return { id, segments, media: films?.paths.get(id) ?? id };
  });
  const title = basename(isFolder(source) ? source : source.replace(/\.[^.]*$/, ""));
  const written = await writeFiles(folder, target, exchanged, { title, perSecond, labels, date: new Date() });
  tellTidied(tidy, chosen.length);
  if (films && films.without.length > 0) {
    const without = count(films.without.length, "video");
    printErr(`warning: no film of ${without} in "${options.media}": ${examples(films.without.map(quoted))}`);
  }
  printOut(`"${toPaste(folder)}" is ready: ${count(written, `${target.ending} file`)}`);
  return 0;
}

/** The units of time in a second, frames where the form counts them. */
function unitsOf(to: ExchangeName, { unit }: ExchangeTarget, fps: number | undefined): number {
  if (unit === "frames" && fps === undefined) {
    throw userError(
      `--to ${to} counts frames, and nothing says how many a second has`,
      "add the frame rate of the films: --fps 25",
    );
  }
  if (unit === "milliseconds" && fps !== undefined) {
    throw userError(`--to ${to} counts milliseconds, not frames`, "leave --fps out");
  }
  return unit === "milliseconds" ? MILLISECONDS : fps ?? MILLISECONDS;
}

/** The videos that are written about: all, or those of a list. */
async function videosOf(
  known: readonly string[],
  file: string,
  list: string | undefined,
): Promise<readonly string[]> {
  if (list === undefined) {
    if (known.length > 0) return known;
    throw userError(`"${file}" has no predictions`, "name a finished run, or another prediction file");
  }
  const path = fromHere(list);
  const mistakes = collectMistakes(`Cannot use "${path}"`, path);
  const { names } = await readNameList(path, "video", mistakes);
  const there = new Set(known);
  for (const { name, place } of names) {
    if (there.has(name)) continue;
    mistakes.add(() => ({
      message: `"${file}" says nothing about video ${quoted(name)}`,
      place,
      hint: suggest(name, known),
    }), { kind: "unknown", example: quoted(name) });
  }
  mistakes.throwIfAny();
  return names.map(({ name }) => name);
}

/** Writes a file for each video, or one for all, and says how many. */
async function writeFiles(
  folder: string,
  { ending, ofOneVideo, content, besides }: ExchangeTarget,
  videos: readonly ExchangedVideo[],
  context: ExchangeContext,
): Promise<number> {
  const files = ofOneVideo
    ? videos.map((video) => ({ name: video.id, own: [video] }))
    : [{ name: context.title, own: videos }];
  for (const { name, own } of files) {
    const path = join(folder, `${name}${ending}`);
    await ensureFolder(dirname(path));
    await writeWhole(path, content(own, context));
  }
  const more = besides?.(context);
  if (more) {
    await writeWhole(join(folder, more.name), more.text);
    printOut(`besides  ${pathWord(join(folder, more.name))}`);
  }
  return files.length;
}

/** Refuses times that a form cannot write. */
function refuseLate({ latest = Infinity }: ExchangeTarget, { videos }: TidySegments): void {
  for (const [id, segments] of videos) {
    const late = segments.find(({ end }) => end > latest);
    if (!late) continue;
    throw userError(
      `A segment of ${quoted(id)} ends after ${
        Math.ceil(latest / 3_600_000)
      } hours, for which the files have no time`,
      "choose another --to, or leave the video out with --videos",
    );
  }
}

/** Says what became of the predictions. */
function tellTidied({ videos, merged, short, cut }: TidySegments, predictions: number): void {
  const lists = [...videos.values()];
  const number = (value: number) => value.toLocaleString("en-US");
  printErr(
    `segments ${number(lists.flat().length)} of ${count(predictions, "prediction")} in ${
      count(lists.length, "video")
    }: ${number(merged)} merged into others, ${number(short)} dropped as too short`,
  );
  if (cut > 0) printErr(`warning: ${count(cut, "prediction")} began before 0, and now at 0`);
  const empty = lists.filter(({ length }) => length === 0).length;
  if (empty > 0) printErr(`note     ${count(empty, "video")} without a segment`);
}
