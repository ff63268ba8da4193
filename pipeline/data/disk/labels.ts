/** The labels of videos as class indices. */
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import type { AnnotationPlaces } from "../../annotations/annotations.ts";
import { isNamedLikeNoClass } from "../../annotations/ignored_labels.ts";
import type { Classes } from "../../annotations/classes.ts";
import { examples } from "../../annotations/layout.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import { classSpelling } from "./class_spelling.ts";
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

/** What labels are checked with. */
export interface LabelContext {
  /** Whether videos without labels are trained on. */
  readonly isNegative: boolean;
  /** Training videos that are left out, because they have no features, with their labels. */
  readonly leftOut: ReadonlyMap<string, Pick<AnnotatedVideo, "labels">>;
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
  { isNegative, leftOut }: LabelContext,
  mistakes: Mistakes,
): void {
  const known = new Set<string>();
  const unknown = new Map<string, { video: string; index: number; videos: Set<string> }>();
  for (const video of new Set([...videos.map(({ id }) => id), ...scored])) {
    for (const { label, index } of database.get(video)?.labels ?? []) {
      if (names.includes(label)) {
        known.add(label);
        continue;
      }
      const seen = unknown.get(label) ?? { video, index, videos: new Set() };
      seen.videos.add(video);
      unknown.set(label, seen);
    }
  }
  const spelling = classSpelling(names, { known, unknown: [...unknown.keys()] });
  for (const [label, { video, index, videos: { size } }] of unknown) {
    const meant = spelling.classOf(label);
    mistakes.add(
      () => ({
        message: `Unknown class "${label}" in video "${video}"${size > 1 ? ` and ${size - 1} more` : ""}`,
        place: places?.(video, index, "label"),
        hint: meant === undefined ? remedyOf(label, names) : spelling.remedy(meant),
      }),
      meant === undefined ? undefined : { kind: "spelling of classes", example: `"${label}" for "${meant}"` },
    );
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
    const left = Array.from(leftOut).flatMap(([id, { labels }]) =>
      labels.some(({ label }) => label === name) ? [`"${id}"`] : []
    );
    const why = left.length === 0 ? "" : `: ${examples(left)} ${left.length === 1 ? "is" : "are"} left out`;
    mistakes.add(() => ({
      message: `Class "${name}" has no training video${why}`,
      place: placesOfClasses.get(name),
      hint: left.length === 0
        ? "it cannot be learnt: list a video with it, or take the class out"
        : `it cannot be learnt: make ${
          left.length === 1 ? "its features" : "the features of one of them"
        }, list another video with it, or take the class out`,
    }), { kind: `no training video${left.length === 0 ? "" : " left"}`, example: `"${name}"${why}` });
  }
}
