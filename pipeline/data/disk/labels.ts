/** The labels of videos as class indices. */
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import type { AnnotationPlaces } from "../../annotations/annotations.ts";
import { isNamedLikeNoClass } from "../../annotations/ignored_labels.ts";
import type { Classes } from "../../annotations/classes.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import type { ListedVideo } from "./splits.ts";

/** An annotation file with the text in which mistakes are located. */
export interface AnnotationFile {
  readonly file: string;
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  readonly places?: AnnotationPlaces;
}

/** What to do about a label that is no class: another name, unless none is near, or to leave it out. */
function remedyOf(label: string, names: readonly string[]): string | undefined {
  const leaveOut = `if it is no class, leave it out: data.ignore_labels: [${JSON.stringify(label)}]`;
  if (isNamedLikeNoClass(label)) return leaveOut;
  const suggestion = suggest(label, names);
  return suggestion?.startsWith("one of: ") ? `${suggestion}; ${leaveOut}` : suggestion;
}

/** The class indices of a video, each once, ascending; labels that are no class are left out. */
export function labelIndices(
  { labels }: Pick<AnnotatedVideo, "labels">,
  classes: readonly string[],
): number[] {
  const indices = new Set(labels.map(({ label }) => classes.indexOf(label)));
  indices.delete(-1);
  return [...indices].sort((a, b) => a - b);
}

/**
 * Notes what is wrong with the labels of `videos` and of the other videos that are scored: a label that is no class
 * (once per label), a training video without labels unless it is a negative, a class without a training video.
 */
export function checkLabels(
  videos: readonly ListedVideo[],
  scored: Iterable<string>,
  { file, places, database }: AnnotationFile,
  { names, places: placesOfClasses }: Classes,
  isNegative: boolean,
  mistakes: Mistakes,
): void {
  const unknown = new Map<string, { video: string; index: number; videos: Set<string> }>();
  for (const video of new Set([...videos.map(({ id }) => id), ...scored])) {
    for (const { label, index } of database.get(video)?.labels ?? []) {
      if (names.includes(label)) continue;
      const seen = unknown.get(label) ?? { video, index, videos: new Set() };
      seen.videos.add(video);
      unknown.set(label, seen);
    }
  }
  for (const [label, { video, index, videos: { size } }] of unknown) {
    mistakes.add(() => ({
      message: `Unknown class "${label}" in video "${video}"${size > 1 ? ` and ${size - 1} more` : ""}`,
      place: places?.(video, index, "label"),
      hint: remedyOf(label, names),
    }));
  }
  const isAnnotated = (id: string) => database.has(id) && !database.get(id)!.unannotated;
  const training = videos.filter(({ id, split }) => split === "train" && isAnnotated(id));
  for (const { id, place } of isNegative ? [] : training) {
    if (database.get(id)!.labels.length > 0) continue;
    mistakes.add(() => ({
      message: `Training video "${id}" has no label`,
      place,
      hint:
        `annotate it in "${file}", take it out of the list, or train on it as background: data.no_label: background`,
    }), { kind: "no label", example: `"${id}"` });
  }
  // What the absent annotations hold is not known.
  if (videos.some(({ id, split }) => split === "train" && !isAnnotated(id))) return;
  const positive = new Set(
    training.flatMap(({ id }) => database.get(id)!.labels.map(({ label }) => label)),
  );
  for (const name of new Set(names)) {
    if (positive.has(name)) continue;
    mistakes.add(() => ({
      message: `Class "${name}" has no training video`,
      place: placesOfClasses.get(name),
      hint: "it cannot be learnt: list a video with it, or take the class out",
    }), { kind: "no training video", example: `"${name}"` });
  }
}
