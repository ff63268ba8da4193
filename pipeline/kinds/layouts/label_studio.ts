/** How layout `label_studio` is read. */
import { labelStudio as spec } from "../../../specs/kinds/layouts/label_studio.ts";
import { kindRun } from "../kind.ts";
import {
  type AnnotationLayout,
  type DocumentFile,
  type DocumentPath,
  type DocumentRow,
  isMap,
  type MalformedValue,
} from "./layout.ts";
import { nameOfMedia } from "./video_name.ts";

type Entries = Record<string, unknown>;
type Path = DocumentPath["path"];

/** What Label Studio puts before the names of files that were uploaded. */
const UPLOADED = /^[0-9a-f]{8}-/;

/** The keys of classes of regions in seconds. */
const IN_SECONDS = ["labels", "timeserieslabels"] as const;

/** A list of tasks. */
export const labelStudio = kindRun(spec, ({ fps, video, from }): AnnotationLayout => ({
  content: "document",
  fits: (document) =>
    Array.isArray(document) && document.length > 0 &&
    document.every((task) => isMap(task) && isMap(task["data"])),
  *rows({ document }: DocumentFile): Iterable<DocumentRow | MalformedValue> {
    for (const [i, task] of (document as Entries[]).entries()) {
      const data = task["data"] as Entries;
      const name = nameOf(data, video);
      if (name === undefined) {
        yield {
          path: [i, "data"],
          message: `The data of a task have no "${video}", after whose file its video is called`,
          hint: `say which of ${
            Object.keys(data).join(", ") || "its keys"
          } it is: { kind: label_studio, video: KEY }`,
        };
        continue;
      }
      const made = Array.isArray(task[from]) ? task[from] : [];
      const last = made.findLastIndex((each) => isMap(each) && each["was_cancelled"] !== true);
      if (last < 0) {
        yield {
          path: [i],
          message: `Task of video "${name}" has no ${from}`,
          hint: from === "annotations"
            ? "export annotated tasks alone, or choose the layout { kind: label_studio, from: predictions }"
            : "leave out from: predictions",
        };
        continue;
      }
      const rate = fps ?? data["fps"];
      let isEmpty = true;
      for (const row of regionsOf((made[last] as Entries)["result"], [i, from, last, "result"], rate)) {
        isEmpty = false;
        yield "message" in row ? row : { ...row, video: name };
      }
      if (isEmpty) yield { path: [i], video: name };
    }
  },
}));

function nameOf(data: Entries, key: string): string | undefined {
  const { video_id: id, [key]: file } = data;
  if (typeof id === "string" && id !== "") return id;
  return typeof file === "string" ? nameOfMedia(file)?.replace(UPLOADED, "") : undefined;
}

/** The segments of a list of results; other results than regions of time have none. */
function* regionsOf(
  results: unknown,
  path: Path,
  fps: unknown,
): Iterable<Omit<DocumentRow, "video"> | MalformedValue> {
  for (const [i, result] of (Array.isArray(results) ? results : []).entries()) {
    const value = isMap(result) ? result["value"] : undefined;
    if (!isMap(value)) continue;
    const at = [...path, i, "value"];
    if (Array.isArray(value["ranges"]) && "timelinelabels" in value) {
      for (const [j, range] of value["ranges"].entries()) {
        yield* framesOf(range, value["timelinelabels"], [...at, "ranges", j], fps);
      }
      continue;
    }
    for (const key of IN_SECONDS) {
      if (!(key in value) || !("start" in value)) continue;
      for (const label of labelsOf(value[key])) {
        yield { path: at, label, start: String(value["start"]), end: String(value["end"]) };
      }
    }
  }
}

/** A range of frames, which are counted from 1 and of which the last is inside. */
function* framesOf(
  range: unknown,
  labels: unknown,
  path: Path,
  fps: unknown,
): Iterable<Omit<DocumentRow, "video"> | MalformedValue> {
  const { start, end } = isMap(range) ? range : {};
  if (typeof start !== "number" || typeof end !== "number") {
    yield {
      path,
      message: "A range must have a start and an end, two numbers of frames",
      hint: "export the tasks again",
    };
    return;
  }
  if (typeof fps !== "number" || !(fps > 0)) {
    yield {
      path,
      message: "Times are in frames, and nothing says how many a second has",
      hint: "say the rate that the video has in Label Studio: { kind: label_studio, fps: 25 }",
    };
    return;
  }
  for (const label of labelsOf(labels)) {
    yield { path, label, start: String(Math.max(0, start - 1) / fps), end: String(end / fps) };
  }
}

function labelsOf(labels: unknown): string[] {
  return Array.isArray(labels) ? labels.filter((each) => typeof each === "string") : [];
}
