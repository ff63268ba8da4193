/** Annotations of any layout as text in the layout of ActivityNet. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import type { Annotations } from "../../annotations/annotations.ts";
import { count, examples } from "../../annotations/layout.ts";
import type { OpenAnnotations } from "../../annotations/layouts/open.ts";
import { fieldNamed } from "../../annotations/predictions/row.ts";
import { isMap } from "../../kinds/layouts/layout.ts";

/** A file of annotations that is made of another. */
export interface ConvertedAnnotations {
  /** JSON with a video in each line. */
  readonly text: string;
  /** One sentence for each thing that the text does not say as the original did. */
  readonly notes: readonly string[];
}

/** What a file says. */
export type ToConvert =
  & Pick<OpenAnnotations, "file" | "database" | "text" | "isDocument">
  & Pick<Annotations, "labels">;

/**
 * Writes annotations as `{"database": {video: {"subset", "duration"?, "fps"?, "annotations"}}, "labels"?}`, in the order of the file.
 *
 * @param subset That of videos which state none; where no video states one, it may stay away.
 * @throws {UserError} When some videos state a subset, and others none.
 */
export function convertAnnotations(
  { file, database, text, labels, isDocument }: ToConvert,
  subset?: string,
): ConvertedAnnotations {
  const videos = [...database];
  const without = videos.filter(([, video]) => video.subset === undefined).map(([name]) => `"${name}"`);
  const some = without.length > 0 && without.length < videos.length;
  if (some && subset === undefined) {
    throw userError(
      `"${file}" states no subset of ${without.length.toLocaleString("en-US")} of ${
        count(videos.length, "video")
      }, such as ${without[0]}: all need one, or none has`,
      "say that of the videos which state none: --subset train",
    );
  }
  const lines = videos.map(([name, video]) =>
    `${JSON.stringify(name)}: ${JSON.stringify(entryOf(video, subset))}`
  );
  const odd = videos.flatMap(([name, { unreadableFps }]) =>
    unreadableFps === undefined ? [] : [`"${name}" ${unreadableFps}`]
  );
  return {
    text: `{"database": {\n${lines.join(",\n")}\n}${
      labels === undefined ? "" : `,\n"labels": ${JSON.stringify(labels)}`
    }}\n`,
    notes: [
      ...without.length === 0
        ? []
        : subset === undefined
        ? ["no subsets: the file states none, and the lists of a recipe say which videos are scored"]
        : [`subset "${subset}": ${count(without.length, "video")} that stated none`],
      ...odd.length > 0
        ? [`left out: the fps of ${count(odd.length, "video")}, no number: ${examples(odd)}`]
        : [],
      ...isDocument ? [] : otherKeys(text, labels === undefined ? ["database"] : ["database", "labels"]),
    ],
  };
}

function entryOf(
  { subset: own, duration, fps, isFpsCounted, labels, annotations, unannotated }: AnnotatedVideo,
  subset?: string,
) {
  const segments = new Map(annotations.map(({ index, start, end }) => [index, [start, end] as const]));
  return {
    ...(own ?? subset) === undefined ? {} : { subset: own ?? subset },
    ...(duration === undefined ? {} : { duration }),
    ...(fps === undefined || isFpsCounted ? {} : { fps }),
    ...(unannotated ? {} : {
      annotations: labels.map(({ label, index }) => {
        const segment = segments.get(index);
        return segment ? { label, segment } : { label };
      }),
    }),
  };
}

/** What walt reads of a video and of an annotation. */
const VIDEO_KEYS: ReadonlySet<string> = new Set([
  "subset",
  "duration",
  "duration_second",
  "fps",
  "annotations",
]);
const ANNOTATION_KEYS: ReadonlySet<string> = new Set(["label", "segment"]);

/** Whether a key holds a start or an end, which are read where there is no segment. */
function isTime(key: string): boolean {
  return ["start", "end"].includes(fieldNamed(key) ?? "");
}

/** A sentence about keys of a JSON document that walt does not read, counted. */
function otherKeys(text: string, known: readonly string[]): string[] {
  const document = parsed(text);
  if (document === undefined) return [];
  const inside = isMap(document["database"]);
  const found = new Map<string, number>();
  const note = (map: unknown, known: Pick<ReadonlySet<string>, "has">) => {
    for (const key of isMap(map) ? Object.keys(map) : []) {
      if (!known.has(key)) found.set(key, (found.get(key) ?? 0) + 1);
    }
  };
  if (inside) note(document, new Set(known));
  for (const video of Object.values((inside ? document["database"] : document) as Record<string, unknown>)) {
    note(video, VIDEO_KEYS);
    const list = isMap(video) ? video["annotations"] : undefined;
    for (const annotation of Array.isArray(list) ? list : []) {
      const own = isMap(annotation) && "segment" in annotation;
      note(annotation, own ? ANNOTATION_KEYS : { has: (key) => ANNOTATION_KEYS.has(key) || isTime(key) });
    }
  }
  if (found.size === 0) return [];
  const all = Array.from(found, ([key, times]) => `"${key}" (${times.toLocaleString("en-US")})`);
  return [`left out: what walt does not read, by key: ${all.join(", ")}`];
}

/** The map that a text is in JSON; rows are none. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return isMap(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
