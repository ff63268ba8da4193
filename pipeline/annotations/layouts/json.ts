/** Annotations in a JSON document. */
import { isMap, type JsonLayout } from "../../kinds/layouts/layout.ts";
import { type AnnotatedVideo, readVideo } from "../annotated_video.ts";
import type { AnnotationPlaces } from "../annotations.ts";
import { keysOf, locator } from "../json/locate.ts";
import { collectProblems } from "../json/problems.ts";
import { otherSegmentForm } from "../segment_form.ts";

/** A document, with its text where mistakes are to be shown in it. */
export interface AnnotationDocument {
  readonly file: string;
  readonly value: unknown;
  readonly text?: string | undefined;
}

/** What a document says. */
export interface JsonDocument {
  /** In the order of the file. */
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  /** Where it lists labels beside its videos. */
  readonly labels?: readonly string[];
  readonly places: AnnotationPlaces;
}

/**
 * Reads a document by the first layout that it fits.
 *
 * @param expected What those layouts are, in words.
 * @throws {UserError} With every mistake and its place, or when it fits none.
 */
export function readJsonDocument(
  { file, value, text }: AnnotationDocument,
  layouts: readonly JsonLayout[],
  expected: string,
): JsonDocument {
  const problems = collectProblems(file, text);
  for (const layout of layouts) {
    const path = layout.videosAt(value);
    if (!path) continue;
    const videos = path.reduce((at, key) => (at as Record<string, unknown>)[key], value) as Record<
      string,
      unknown
    >;
    const database = new Map<string, AnnotatedVideo>();
    const subsets = subsetNames(videos);
    for (const name of keysOf(videos, text, path)) {
      database.set(
        name,
        readVideo(
          videos[name],
          name,
          {
            path: [...path, name],
            duration: layout.duration,
            frames: layout.frames,
            subsets: layout.needsSubset ? subsets : [],
          },
          problems,
        ),
      );
    }
    const other = otherSegmentForm(database);
    if (other) problems.add(path, other.message, other.hint);
    problems.throwIfAny();
    let locate: ReturnType<typeof locator> | undefined;
    const labels = path.length > 0 ? listedLabels(value) : undefined;
    return {
      database,
      ...(labels && { labels }),
      places(video, index, key) {
        if (text === undefined) return undefined;
        locate ??= locator(text, file);
        const steps = index === undefined ? [] : ["annotations", index, ...key === undefined ? [] : [key]];
        return locate([...path, video, ...steps]);
      },
    };
  }
  problems.add([], `Cannot find the videos in "${file}"`, `expected ${expected}`);
  problems.throwIfAny();
  throw new RangeError("a mistake is noted");
}

/** The labels that a document lists; undefined where it lists none, or something else. */
function listedLabels(document: unknown): string[] | undefined {
  const labels = isMap(document) ? document["labels"] : undefined;
  const isList = Array.isArray(labels) && labels.every((each) => typeof each === "string");
  return isList ? labels : undefined;
}

/** The subsets that videos state, sorted; where none does, the lists say it. */
function subsetNames(videos: Record<string, unknown>): string[] {
  const names = Object.values(videos).flatMap((video) => {
    const subset = isMap(video) ? video["subset"] : undefined;
    return typeof subset === "string" ? [subset] : [];
  });
  return [...new Set(names)].sort();
}
