/** The folder that `video watch` writes: its files, and whether a folder is one. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Detection } from "../annotations/detection.ts";
import { refuseNames } from "../annotations/exchange/names.ts";
import type { ExchangeTarget } from "../annotations/exchange/target.ts";
import { EXCHANGE_TARGETS } from "../annotations/exchange/targets.ts";
import { tidySegments } from "../annotations/exchange/tidy.ts";
import { readJson } from "../annotations/json/read.ts";
import { requireEmptyFolder } from "../data/synthetic/write.ts";
import { isThere } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import type { FilmPageData } from "../report/film/film_data.ts";
import { writeSegments } from "../runs/write_segments.ts";

/** The page. */
export const PAGE = "index.html";
/** The segments as `video cut` and `eval` read them. */
export const SEGMENTS = "segments.json";

/** By which a folder is known again. */
const MARK = "watch.json";
const KIND = "walt.watch";

/** What a folder is about. */
export interface Watched {
  readonly run: string;
  readonly film: string;
}

/**
 * Takes a folder for a film and a run: a new one, an empty one, or one that was written about the same before.
 *
 * @throws {UserError} When it has anything else.
 */
export async function takeFolder(out: string, { run, film }: Watched): Promise<void> {
  const mark = join(out, MARK);
  if (!isThere(mark)) {
    await requireEmptyFolder(out);
  } else {
    const { value } = await readJson(mark);
    if (!isMap(value) || value["kind"] !== KIND || value["film"] !== film || value["run"] !== run) {
      throw userError(
        `Folder "${out}" is about another film or run: ${
          isMap(value) ? `film "${value["film"]}", run "${value["run"]}"` : "who knows which"
        }`,
        "name a new folder with --out",
      );
    }
  }
  await ensureFolder(out);
  await writeWhole(mark, `${JSON.stringify({ kind: KIND, version: 1, run, film }, null, 1)}\n`);
}

/** What the exported files are of. */
export interface ExportedFilm {
  /** Of the video. */
  readonly id: string;
  /** Of the film, with its ending. */
  readonly title: string;
  /** The path of the film, from the folder or absolute. */
  readonly media: string;
}

/** Writes the segments as tables and for other programs. */
export async function writeExports(
  out: string,
  segments: readonly Detection[],
  { id, title, media }: ExportedFilm,
): Promise<Pick<FilmPageData, "files" | "chapters">> {
  await writeSegments(out, "csv", segments, [id]);
  await writeSegments(out, "json", segments, [id]);
  const { videos } = tidySegments(segments, [id], { perSecond: MILLISECONDS, mergeGap: 0, minDuration: 0 });
  const labels = [...new Set(segments.map(({ label }) => label))].sort();
  const context = { title, perSecond: MILLISECONDS, labels, date: new Date() };
  const video = { id, media, segments: videos.get(id)! };
  refuseNames(labels, [], EXCHANGE_TARGETS.otio);
  const textOf = (target: ExchangeTarget) => String(target.content([video], context));
  const chapters = textOf(EXCHANGE_TARGETS.vtt);
  await writeWhole(join(out, "chapters.vtt"), chapters);
  await writeWhole(join(out, "segments.otio"), textOf(EXCHANGE_TARGETS.otio));
  return {
    chapters,
    files: [
      { name: "segments.csv", what: "a table: video, start, end, label, score" },
      { name: SEGMENTS, what: "the same as a prediction file, from which video cut makes clips" },
      { name: "chapters.vtt", what: "WebVTT, for players; segments of a class that touch are one" },
      {
        name: "segments.otio",
        what: "OpenTimelineIO, for film editors; segments of a class that touch are one",
      },
    ],
  };
}

const MILLISECONDS = 1000;
