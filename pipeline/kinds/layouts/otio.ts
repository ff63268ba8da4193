/** How layout `otio` is read. */
import { otio as spec } from "../../../specs/kinds/layouts/otio.ts";
import { kindRun } from "../kind.ts";
import {
  type AnnotationLayout,
  type DocumentFile,
  type DocumentPath,
  type DocumentRow,
  isMap,
  type MalformedValue,
} from "./layout.ts";
import { nameOfMedia, nameOfPath } from "./video_name.ts";

type Entries = Record<string, unknown>;

/** A clip of a timeline. */
interface Clip {
  readonly clip: Entries;
  readonly path: DocumentPath["path"];
  readonly media: Entries;
}

/** Clips and their markers; times of a clip are those of its media, without the time code at which that begins. */
export const otio = kindRun(spec, ({ label, video }): AnnotationLayout => ({
  content: "document",
  fits: (document) => isMap(document) && typeof document["OTIO_SCHEMA"] === "string",
  *rows({ path: file, document }: DocumentFile): Iterable<DocumentRow | MalformedValue> {
    const clips = [...clipsOf(document, [])];
    const urls = new Set(clips.map(({ media }) => media["target_url"] ?? ""));
    if (video === "file" && urls.size > 1) {
      return yield {
        path: [],
        message: `The clips show ${urls.size} media files, which are no one video`,
        hint: "choose the layout { kind: otio, video: media }",
      };
    }
    let isEmpty = true;
    for (const found of clips) {
      const name = video === "file"
        ? nameOfPath(file, spec.endings)
        : nameOfMedia(String(found.media["target_url"] ?? ""));
      for (const row of label === "clip" ? [clipRow(found)] : markerRows(found)) {
        isEmpty = false;
        if ("message" in row) yield row;
        else if (name !== undefined) yield { ...row, video: name };
        else {
          yield {
            path: found.path,
            message: `Clip "${found.clip["name"]}" has no media file, which its video was to be called after`,
            hint: "link it, or leave out video: media",
          };
        }
      }
    }
    if (isEmpty && video === "file") yield { path: [], video: nameOfPath(file, spec.endings) };
  },
}));

/** The clips below a value, in the order of the document. */
function* clipsOf(value: unknown, path: DocumentPath["path"]): Iterable<Clip> {
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* clipsOf(each, [...path, i]);
  } else if (isMap(value)) {
    if (/^Clip\./.test(String(value["OTIO_SCHEMA"]))) {
      yield { clip: value, path, media: mediaOf(value) };
      return;
    }
    for (const key of ["tracks", "children"]) {
      if (key in value) yield* clipsOf(value[key], [...path, key]);
    }
  }
}

/** The media of a clip, of the first schema of clips and of the second. */
function mediaOf(clip: Entries): Entries {
  const { media_reference: first, media_references: all, active_media_reference_key: key } = clip;
  const media = isMap(all) ? all[String(key)] : first;
  return isMap(media) ? media : {};
}

type Row = Omit<DocumentRow, "video"> | MalformedValue;

function clipRow({ clip, path, media }: Clip): Row {
  const own = isMap(clip["source_range"]);
  return rowOf(clip["name"], own ? clip["source_range"] : media["available_range"], media, [
    ...path,
    ...own ? ["source_range"] : [],
  ]);
}

function* markerRows({ clip, path, media }: Clip): Iterable<Row> {
  const markers = Array.isArray(clip["markers"]) ? clip["markers"] : [];
  for (const [i, marker] of markers.entries()) {
    const { name, marked_range: range } = isMap(marker) ? marker : {};
    yield rowOf(name, range, media, [...path, "markers", i]);
  }
}

function rowOf(
  name: unknown,
  range: unknown,
  { available_range: available }: Entries,
  path: DocumentPath["path"],
): Row {
  if (typeof name !== "string" || name.trim() === "") {
    return {
      path,
      message: "A clip or marker has no name, which is its class",
      hint: "name it after its class",
    };
  }
  const { start_time: from, duration } = isMap(range) ? range : {};
  const [start, length] = [secondsOf(from), secondsOf(duration)];
  if (start === undefined || length === undefined) {
    return {
      path,
      message: `"${name}" has no time range with a start and a duration, each of a value and a rate`,
      hint: "give the clip a source range, or its media an available range",
    };
  }
  const first = (isMap(available) ? secondsOf(available["start_time"]) : undefined) ??
    { value: 0, rate: start.rate };
  const begin = minus(start, first);
  return {
    path,
    label: name.trim(),
    start: String(begin.value / begin.rate),
    end: String(minus(begin, { value: -length.value, rate: length.rate }).value / begin.rate),
  };
}

interface RationalTime {
  readonly value: number;
  readonly rate: number;
}

function secondsOf(time: unknown): RationalTime | undefined {
  const { value, rate } = isMap(time) ? time : {};
  return typeof value === "number" && typeof rate === "number" && rate > 0 ? { value, rate } : undefined;
}

/** A difference at the rate of the first, exact where both have it. */
function minus(a: RationalTime, b: RationalTime): RationalTime {
  return { value: a.value - (a.rate === b.rate ? b.value : b.value * a.rate / b.rate), rate: a.rate };
}
