/** Annotation files, and what an evaluation compares with. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedLabel, AnnotatedVideo, Annotation } from "./annotated_video.ts";
import type { AnnotationPlaces, Annotations } from "./annotations.ts";
import { ignoredIntervals } from "./ignored_labels.ts";
import { count, examples } from "./layout.ts";
import { openAnnotations, readInMemory } from "./layouts/open.ts";
import { collectMistakes, type Mistakes } from "./mistakes.ts";
import { subsetNamed, subsetsOf, type United, unstatedSubsets } from "./subsets.ts";
import type { Span } from "./detection.ts";
import { groupBy } from "../../specs/group_by.ts";

/** What one evaluation compares with: the videos of one subset. */
export interface GroundTruth {
  /** Name of the subset. */
  readonly subset: string;
  /** The instances of every video of the subset. */
  readonly videos: ReadonlyMap<string, readonly Annotation[]>;
  /** The labels of the subset, sorted. */
  readonly classes: readonly string[];
  /** Every label of the file, sorted; ignored ones too. */
  readonly labels: readonly string[];
  /** The intervals of ignored labels, by video. */
  readonly ignored?: ReadonlyMap<string, readonly Annotation[]>;
  /** Lengths of videos in the unit of the segments, where the file states them. */
  readonly durations?: ReadonlyMap<string, number>;
  /** Intervals in which predictions are neither right nor wrong, by video; for protocols that need them. */
  readonly ambiguous?: ReadonlyMap<string, readonly Span[]>;
}

/**
 * Reads an annotation file of any layout of the language: the ending and the content say which. Usual is
 * `{"database": {video: {"subset", "annotations": [{"label", "segment": [start, end]}], "duration"?, "fps"?}}}`; numbers
 * may be strings, other keys are left alone. An annotation may lack its segment; `groundTruthOf` refuses that in the videos
 * that are scored.
 *
 * @throws {UserError} with every mistake and its place: a file of no layout, a missing or repeated key, a number that is not finite, a segment that starts before 0 or ends before its start.
 *
 * @example Read an annotation file
 * ```ts
 * import { readAnnotations } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile({ suffix: ".json" });
 * const video = { subset: "test", duration: 10, annotations: [{ label: "dive", segment: ["1.5", 12] }] };
 * await Deno.writeTextFile(file, JSON.stringify({ database: { a: video } }));
 *
 * const { database, warnings } = await readAnnotations(file);
 * assert.equal(database.get("a")!.annotations[0]!.start, 1.5);
 * assert.equal(warnings.length, 1); // the segment ends after the video
 * await Deno.remove(file);
 * ```
 */
export async function readAnnotations(path: string): Promise<Annotations> {
  return withWarnings(await openAnnotations(path));
}

/**
 * `readAnnotations` for a document that is already parsed; with its `text`, mistakes are shown where they
 * stand.
 *
 * @param file its name, for messages.
 *
 * @example Find the mistakes of annotations
 * ```ts
 * import { checkAnnotations, UserError } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = [{ label: "dive", segment: [3, 1] }, { label: "dive", segment: [1, 3] }];
 * assert.throws(() => checkAnnotations({ database: { a: { subset: "test", annotations } } }, "mine"), (error) => {
 *   assert.ok(error instanceof UserError);
 *   assert.equal(error.message, 'Segment of "dive" in video "a" must end after its start: current value is [3, 1]');
 *   return true;
 * });
 * ```
 */
export function checkAnnotations(value: unknown, file: string, text?: string): Annotations {
  return withWarnings(readInMemory(value, file, text));
}

/** Annotations with what is unusual about them. */
export function withWarnings<A extends United<Omit<Annotations, "warnings">>>(
  annotations: A,
): A & Annotations {
  const late = { count: 0, examples: new Map<string, string>() };
  for (const [name, video] of annotations.database) {
    for (const { label, start, end } of video.annotations) {
      if (!(end > (video.duration ?? Infinity))) continue;
      late.count++;
      late.examples.set(name, `"${name}" ${label} [${start}, ${end}] of ${video.duration}`);
    }
  }
  const warnings = late.count === 0 ? [] : [
    `${count(late.count, "annotated segment")} past the end of the video: ${
      examples([...late.examples.values()])
    }`,
  ];
  if (annotations.united !== undefined) warnings.push(annotations.united);
  warnings.push(...unstatedSubsets(annotations.database));
  warnings.push(...fractionWarnings(annotations.database), ...alikeWarnings(annotations.database));
  return { ...annotations, warnings };
}

/** A sentence where labels differ by case, spaces or Unicode form alone. */
function alikeWarnings(database: ReadonlyMap<string, AnnotatedVideo>): string[] {
  const labels = labelsOf(Array.from(database.values(), ({ labels }) => labels));
  const groups = groupBy(labels, (label) => label.normalize().trim().toLowerCase());
  const alike = [...groups.values()].filter(({ length }) => length > 1);
  if (alike.length === 0) return [];
  const shown = alike.map((names) => names.map((name) => JSON.stringify(name)).join(" and "));
  return [
    `Taken for different classes, though they differ by case, spaces or Unicode form alone: ${
      examples(shown)
    }`,
  ];
}

/** Lengths in seconds above which a video whose segments all end by 1 has them as fractions. */
const LONG = 5;

/** A sentence where segments look like fractions of their videos. */
function fractionWarnings(database: ReadonlyMap<string, AnnotatedVideo>): string[] {
  let [segments, latest, longest, long] = [0, 0, 0, 0];
  for (const { duration, annotations } of database.values()) {
    if (duration === undefined) continue;
    for (const { end } of annotations) {
      segments++;
      latest = Math.max(latest, end);
      longest = Math.max(longest, duration);
      if (duration > LONG) long++;
    }
  }
  if (latest <= 0 || latest > 1.001 || long * 2 <= segments) return [];
  return [
    `No annotated segment ends later than ${
      Math.round(latest * 100) / 100
    } s, in videos of up to ${longest} s: times are in seconds; if these are fractions, multiply them by the durations`,
  ];
}

/**
 * The ground truth of one subset: of all videos where the file states none, and of "Validation" or "val" where it has no
 * "validation".
 *
 * @param file the annotation file's name, for messages.
 * @throws {UserError} listing the subsets present when the file has no such subset, when it has no instance, or when
 * an annotation of it has no segment.
 *
 * @example Choose a subset
 * ```ts
 * import { checkAnnotations, groundTruthOf } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const annotations = checkAnnotations({
 *   database: {
 *     a: { subset: "train", annotations: [{ label: "jump", segment: [0, 4] }] },
 *     b: { subset: "test", annotations: [{ label: "dive", segment: [1, 3] }] },
 *   },
 * }, "mine");
 * const { videos, classes, labels } = groundTruthOf(annotations, "test", "mine");
 * assert.deepEqual([...videos.keys()], ["b"]);
 * assert.deepEqual([classes, labels], [["dive"], ["dive", "jump"]]);
 * ```
 */
export function groundTruthOf(
  { database, places, labels: listed = [] }: Annotations,
  subset: string,
  file: string,
): GroundTruth {
  const mistakes = collectMistakes(`Cannot use "${file}"`, file);
  const [name, present] = [subsetNamed(database, subset), subsetsOf(database)];
  const videos = new Map<string, readonly Annotation[]>();
  const durations = new Map<string, number>();
  for (const [id, video] of database) {
    if (present.length > 0 && video.subset !== name) continue;
    videos.set(id, video.annotations);
    if (video.duration !== undefined) durations.set(id, video.duration);
    requireSegments(id, video, name, places, mistakes);
  }
  const wrong = mistakes.error();
  if (wrong) throw wrong;
  if (videos.size === 0) {
    throw userError(
      `Unknown subset "${subset}" in "${file}"`,
      present.length === 0 ? "the file has no videos" : `subsets present: ${present.join(", ")}`,
    );
  }
  const classes = labelsOf(videos.values());
  if (classes.length === 0) throw userError(`Subset "${subset}" of "${file}" has no annotated instance`);
  const ignored = ignoredIntervals(Array.from(videos.keys(), (name) => [name, database.get(name)!]));
  return {
    subset: name,
    videos,
    classes,
    labels: labelsOf(
      Array.from(database.values(), ({ labels, ignored }) => [labels, ignored?.labels ?? []]).flat(),
      listed,
    ),
    ...(durations.size === 0 ? {} : { durations }),
    ...(ignored.size === 0 ? {} : { ignored }),
  };
}

function requireSegments(
  video: string,
  { labels, annotations, unannotated }: AnnotatedVideo,
  subset: string,
  places: AnnotationPlaces | undefined,
  mistakes: Mistakes,
): void {
  if (unannotated) {
    mistakes.add(() => ({
      message: `Missing "annotations" of video "${video}": the videos of subset "${subset}" are scored`,
      hint: "add them, an empty list when it has no action",
      place: places?.(video),
    }), { kind: "no annotations", example: `"${video}"` });
  }
  const located = new Set(annotations.map(({ index }) => index));
  for (const { label, index } of labels) {
    if (located.has(index)) continue;
    mistakes.add(() => ({
      message:
        `Missing "segment" of "${label}" in video "${video}": the videos of subset "${subset}" are scored`,
      hint: "add [start, end]; labels alone are enough in the other subsets",
      place: places?.(video, index),
    }), { kind: "no segment", example: `"${label}" in "${video}"` });
  }
}

function labelsOf(lists: Iterable<readonly AnnotatedLabel[]>, listed: readonly string[] = []): string[] {
  const labels = new Set(listed);
  for (const list of lists) for (const { label } of list) labels.add(label);
  return [...labels].sort();
}
