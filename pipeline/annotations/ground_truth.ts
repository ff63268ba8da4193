/** Annotation files in the ActivityNet layout. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { keysOf } from "./json/locate.ts";
import { collectProblems, type Problems } from "./json/problems.ts";
import { readJson } from "./json/read.ts";
import { type AnnotatedLabel, type AnnotatedVideo, type Annotation, readVideo } from "./annotated_video.ts";
import { ignoredIntervals } from "./ignored_labels.ts";
import { count, examples, isMap } from "./layout.ts";

/** An annotation file. */
export interface Annotations {
  /** Videos in the order of the file. */
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  /** What is unusual but kept, one sentence each. */
  readonly warnings: readonly string[];
  /** The file, in which later mistakes are shown; absent for a document that was made in memory. */
  readonly text?: string;
}

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
}

/**
 * Reads an annotation file: `{"database": {video: {"subset", "annotations": [{"label", "segment": [start,
 * end]}], "duration"?, "fps"?}}}`; numbers may be strings, other keys are left alone. An annotation may lack its
 * segment; `groundTruthOf` refuses that in the videos that are scored.
 *
 * @throws {UserError} with every mistake and its place: not JSON, a missing or repeated key, a number
 * that is not finite, a segment that starts before 0 or ends before its start.
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
  const { file, text, value } = await readJson(path);
  return checkAnnotations(value, file, text);
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
  const problems = collectProblems(file, text);
  const database = new Map<string, AnnotatedVideo>();
  const late = { count: 0, examples: new Map<string, string>() };
  const videos = isMap(value) ? value["database"] : undefined;
  if (!isMap(videos)) {
    problems.add(["database"], `Missing "database" in "${file}"`, "expected the ActivityNet layout");
    problems.throwIfAny();
    return { database, warnings: [] };
  }
  for (const name of keysOf(videos, text, ["database"])) {
    const video = readVideo(videos[name], name, problems);
    database.set(name, video);
    for (const { label, start, end } of video.annotations) {
      if (!(end > (video.duration ?? Infinity))) continue;
      late.count++;
      late.examples.set(name, `"${name}" ${label} [${start}, ${end}] of ${video.duration}`);
    }
  }
  problems.throwIfAny();
  const warnings = late.count === 0 ? [] : [
    `${count(late.count, "annotated segment")} past the end of the video: ${
      examples([...late.examples.values()])
    }`,
  ];
  return { database, warnings, ...(text === undefined ? {} : { text }) };
}

/**
 * The ground truth of one subset.
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
  { database, text }: Annotations,
  subset: string,
  file: string,
): GroundTruth {
  const problems = collectProblems(file, text);
  const videos = new Map<string, readonly Annotation[]>();
  for (const [name, video] of database) {
    if (video.subset !== subset) continue;
    videos.set(name, video.annotations);
    requireSegments(name, video, subset, problems);
  }
  problems.throwIfAny();
  if (videos.size === 0) {
    const present = [...new Set(Array.from(database.values(), (video) => video.subset))].sort();
    throw userError(
      `Unknown subset "${subset}" in "${file}"`,
      present.length === 0 ? "the file has no videos" : `subsets present: ${present.join(", ")}`,
    );
  }
  const classes = labelsOf(videos.values());
  const ignored = ignoredIntervals(Array.from(videos.keys(), (name) => [name, database.get(name)!]));
  if (classes.length === 0) throw userError(`Subset "${subset}" of "${file}" has no annotated instance`);
  return {
    subset,
    videos,
    classes,
    labels: labelsOf(
      Array.from(database.values(), ({ labels, ignored }) => [labels, ignored?.labels ?? []]).flat(),
    ),
    ...(ignored.size === 0 ? {} : { ignored }),
  };
}

function requireSegments(
  video: string,
  { labels, annotations }: AnnotatedVideo,
  subset: string,
  problems: Problems,
): void {
  const located = new Set(annotations.map(({ index }) => index));
  for (const { label, index } of labels) {
    if (located.has(index)) continue;
    problems.add(
      ["database", video, "annotations", index],
      `Missing "segment" of "${label}" in video "${video}": the videos of subset "${subset}" are scored`,
      "add [start, end]; labels alone are enough in the other subsets",
      { kind: "no segment", example: `"${label}" in "${video}"` },
    );
  }
}

function labelsOf(lists: Iterable<readonly AnnotatedLabel[]>): string[] {
  const labels = new Set<string>();
  for (const list of lists) for (const { label } of list) labels.add(label);
  return [...labels].sort();
}
