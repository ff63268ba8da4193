/** Annotations in rows of text, or of JSON documents: of one file or of several that are read as one. */
import { basename } from "../../../specs/load/paths.ts";
import type { Place } from "../../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../../specs/load/source.ts";
import type {
  AnnotationRow,
  DocumentLayout,
  MalformedLine,
  RowLayout,
  TextStretch,
} from "../../kinds/layouts/layout.ts";
import type { AnnotatedLabel, AnnotatedVideo, Annotation } from "../annotated_video.ts";
import type { AnnotationPlaces } from "../annotations.ts";
import { finiteNumber } from "../json/finite_number.ts";
import { locator } from "../json/locate.ts";
import { pathText } from "../json/path.ts";
import { shown } from "../layout.ts";
import { collectMistakes, type Mistakes } from "../mistakes.ts";
import { quoted } from "../name_list.ts";
import { otherSegmentForm } from "../segment_form.ts";
import { brokenRules } from "./segment_rules.ts";

/** A text file. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
  /** What its path from the folder that is read is; its name where it is read alone. */
  readonly path?: string;
}

/** A text file that is a JSON document. */
export interface NamedDocument extends NamedText {
  readonly document: unknown;
}

/** What rows say. */
export interface ReadRows {
  /** In the order of their first rows. */
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  readonly places: AnnotationPlaces;
}

/** A video of which rows were read. */
interface GrowingVideo {
  subset?: string;
  duration?: number;
  fps?: number;
  unreadableFps?: string;
  readonly labels: AnnotatedLabel[];
  readonly annotations: Annotation[];
  /** Of every label. */
  readonly places: (() => Place)[];
}

/** A row, or why there is none, with its place. */
interface PlacedRow {
  readonly row: Omit<AnnotationRow, keyof TextStretch> | Omit<MalformedLine, keyof TextStretch>;
  readonly place: () => Place;
  /** Where it is, in few words. */
  readonly example: () => string;
}

/**
 * Reads rows of text.
 *
 * @param file what a message calls all of them.
 * @throws {UserError} With the places of lines that are no rows, of numbers that are none, and of broken segments.
 */
export function readRows(files: readonly NamedText[], layout: RowLayout, file: string): ReadRows {
  function* placed(): Iterable<PlacedRow> {
    for (const { file: path, text, path: from = basename(path) } of files) {
      const source = sourceOf(path, text);
      for (const row of layout.rows({ name: basename(path), path: from, text: source.text })) {
        const place = () => source.place(row.offset, row.length);
        yield { row, place, example: () => `in line ${place().line}` };
      }
    }
  }
  return collectRows(placed(), file, files.length === 1 ? files[0]!.file : undefined);
}

/**
 * Reads rows of JSON documents.
 *
 * @param file what a message calls all of them.
 * @throws {UserError} As `readRows`.
 */
export function readDocuments(
  files: readonly NamedDocument[],
  layout: DocumentLayout,
  file: string,
): ReadRows {
  function* placed(): Iterable<PlacedRow> {
    for (const { file: path, text, document, path: from = basename(path) } of files) {
      let locate: ReturnType<typeof locator> | undefined;
      for (const row of layout.rows({ name: basename(path), path: from, document })) {
        yield {
          row,
          place: () => (locate ??= locator(text, path))(row.path),
          example: () => pathText(row.path),
        };
      }
    }
  }
  return collectRows(placed(), file, files.length === 1 ? files[0]!.file : undefined);
}

/** The videos of rows; `only` is the one file that they stand in. */
function collectRows(rows: Iterable<PlacedRow>, file: string, only: string | undefined): ReadRows {
  const mistakes = collectMistakes(`Cannot use "${file}"`, only);
  const videos = new Map<string, GrowingVideo>();
  for (const { row, place, example } of rows) {
    if ("message" in row) {
      const { message, hint } = row;
      mistakes.add(() => ({ message, hint, place: place() }), { kind: hint, example: example() });
    } else addRow(row, videos, place, mistakes);
  }
  if (videos.size === 0 && !mistakes.error()) {
    mistakes.add(() => ({ message: `"${file}" has no annotation`, hint: "is it the right file?" }));
  }
  const other = otherSegmentForm(videos);
  if (other) mistakes.add(() => other);
  mistakes.throwIfAny();
  const database = new Map(Array.from(videos, ([name, { places: _, ...video }]) => [name, video]));
  return { database, places: (video, index) => videos.get(video)?.places[index ?? 0]?.() };
}

function addRow(
  row: Omit<AnnotationRow, keyof TextStretch>,
  videos: Map<string, GrowingVideo>,
  place: () => Place,
  mistakes: Mistakes,
): void {
  const name = quoted(row.video);
  const note = (kind: string, message: string, hint?: string) =>
    mistakes.add(() => ({ message, hint, place: place() }), { kind, example: name });
  const video = videos.get(row.video) ?? { labels: [], annotations: [], places: [] };
  videos.set(row.video, video);
  if (row.subset !== undefined) {
    if (video.subset === undefined) video.subset = row.subset;
    else if (video.subset !== row.subset) {
      note(
        "subset",
        `Video ${name} is of subset "${video.subset}" and of "${row.subset}"`,
        "keep one of the two",
      );
    }
  }
  const duration = finiteNumber(row.duration);
  if (duration !== undefined && duration > 0) {
    if (video.duration !== undefined && video.duration !== duration) {
      note(
        "durations",
        `Video ${name} has a duration of ${video.duration} and of ${duration}`,
        "keep one of the two",
      );
    }
    video.duration = duration;
  } else if (row.duration !== undefined) {
    note(
      "duration",
      `The duration of video ${name} must be a number > 0: current value is ${shown(row.duration)}`,
    );
  }
  const fps = finiteNumber(row.fps);
  if (fps !== undefined && fps > 0) video.fps = fps;
  else if (row.fps !== undefined) video.unreadableFps = shown(row.fps);
  if (row.label === undefined) {
    if (row.start !== undefined) note("label", `A row of video ${name} has a segment and no label`);
    return;
  }
  const { label } = row;
  const index = video.labels.length;
  video.labels.push({ label, index });
  video.places.push(place);
  if (row.start === undefined && row.end === undefined) return;
  const what = `Segment of "${label}" in video ${name}`;
  const [start, end] = [finiteNumber(row.start), finiteNumber(row.end)];
  if (start === undefined || end === undefined) {
    const current = `current value is ${row.start ?? "nothing"} and ${row.end ?? "nothing"}`;
    note("segment", `${what} must have a start and an end, two finite numbers: ${current}`);
    return;
  }
  for (const rule of brokenRules(start, end)) {
    note(rule, `${what} must ${rule}: current value is [${start}, ${end}]`);
  }
  video.annotations.push({ label, start, end, index });
}
