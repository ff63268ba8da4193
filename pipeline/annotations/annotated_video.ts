/** One video of an annotation file. */
import { finiteNumber } from "./json/finite_number.ts";
import type { JsonPath } from "./json/path.ts";
import type { Problems } from "./json/problems.ts";
import { brokenRules } from "./layouts/segment_rules.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { readSegment, shown } from "./layout.ts";
import { subsetRemedy } from "./subset_remedy.ts";
import { statedTimes } from "./stated_times.ts";

/** The class of one annotation. */
export interface AnnotatedLabel {
  /** Its class. */
  readonly label: string;
  /** Its position in the video's list in the file. */
  readonly index: number;
}

/** One annotated instance; times in the file's unit, usually seconds. */
export interface Annotation extends AnnotatedLabel {
  /** Where it starts. */
  readonly start: number;
  /** Where it ends: after its start, or at it, where the file gives it no length. */
  readonly end: number;
}

/** One video of an annotation file. */
export interface AnnotatedVideo {
  /** Name of the subset that it belongs to, where the file states it. */
  readonly subset?: string;
  /** Length of the video in the unit of the segments. */
  readonly duration?: number;
  /** Frames per second, where it is a number > 0. */
  readonly fps?: number;
  /** True where that is frames / seconds, both of which are rounded. */
  readonly isFpsCounted?: true;
  /** What is stated instead, as a message shows it. */
  readonly unreadableFps?: string;
  /** The label of every annotation, in the order of the file. */
  readonly labels: readonly AnnotatedLabel[];
  /** The annotations with a segment, in the order of the file. */
  readonly annotations: readonly Annotation[];
  /** True where the file says nothing about its actions, as of videos whose annotations are withheld. */
  readonly unannotated?: true;
  /** What it has of labels that are to be ignored, which is not among the others. */
  readonly ignored?: Pick<AnnotatedVideo, "labels" | "annotations">;
}

/** Where a video stands in a document, and what that has. */
export interface VideoPlace {
  readonly path: JsonPath;
  /** The key of its length in seconds. */
  readonly duration: string;
  /** The key of its length in frames, where there is one. */
  readonly frames?: string | undefined;
  /** Those that videos of the document state: where there is one, each states its own. */
  readonly subsets: readonly string[];
}

/** Reads a video; what is wrong with it is noted, once for all videos that share a mistake. */
export function readVideo(
  value: unknown,
  name: string,
  { path, duration: durationKey, frames: framesKey, subsets }: VideoPlace,
  problems: Problems,
): AnnotatedVideo {
  const note = (key: string[], message: string, hint?: string) =>
    problems.add([...path, ...key], message, hint, { kind: `video: ${key}`, example: `"${name}"` });
  if (!isMap(value)) {
    note([], `Video "${name}" must be a map with ${subsets.length > 0 ? '"subset" and ' : ""}"annotations"`);
    return { labels: [], annotations: [] };
  }
  const { subset, annotations } = value;
  const isSubset = typeof subset === "string";
  if (!isSubset && isStated(subset)) {
    note(["subset"], `The subset of video "${name}" must be text: current value is ${shown(subset)}`);
  } else if (!isSubset && subsets.length > 0) {
    note(["subset"], `Missing "subset" of video "${name}"`, subsetRemedy(subsets));
  }
  if (!Array.isArray(annotations) && isStated(annotations)) {
    note(
      ["annotations"],
      `The annotations of video "${name}" must be a list: current value is ${shown(annotations)}`,
    );
  }
  const list: unknown[] = Array.isArray(annotations) ? annotations : [];
  const read = list.flatMap((item, index) =>
    readAnnotation(item, [...path, "annotations", index], name, problems) ?? []
  );
  const duration = positive(value[durationKey]);
  if (duration === undefined && isStated(value[durationKey])) {
    const current = shown(value[durationKey]);
    note(
      [durationKey],
      `The duration of video "${name}" must be a number > 0: current value is ${current}`,
    );
  }
  const fps = positive(value["fps"]);
  const frames = framesKey === undefined || isStated(value["fps"]) ? undefined : positive(value[framesKey]);
  const isCounted = frames !== undefined && duration !== undefined;
  return {
    ...(isSubset ? { subset } : {}),
    ...(duration === undefined ? {} : { duration }),
    ...(fps === undefined ? {} : { fps }),
    ...(isCounted ? { fps: frames / duration, isFpsCounted: true as const } : {}),
    // Whether it is one matters only to a recipe that takes it from here.
    ...(fps === undefined && isStated(value["fps"]) ? { unreadableFps: shown(value["fps"]) } : {}),
    ...(isStated(annotations) ? {} : { unannotated: true as const }),
    labels: read.map(({ label, index }) => ({ label, index })),
    annotations: read.filter((each): each is Annotation => "start" in each),
  };
}

function isStated(value: unknown): value is NonNullable<unknown> {
  return value !== undefined && value !== null;
}

function positive(value: unknown): number | undefined {
  const number = finiteNumber(value);
  return number !== undefined && number > 0 ? number : undefined;
}

/** A label, with the times of its segment where it has one. */
function readAnnotation(
  value: unknown,
  path: JsonPath,
  video: string,
  problems: Problems,
): AnnotatedLabel | Annotation | undefined {
  const index = Number(path.at(-1));
  const label = isMap(value) ? value["label"] : undefined;
  if (isStated(label) && typeof label !== "string") {
    problems.add(
      [...path, "label"],
      `Label of annotation ${index + 1} of video "${video}" must be text: current value is ${shown(label)}`,
      'write the name of its class in quotes, such as "label": "jump"',
      { kind: "no text", example: `${shown(label)} in "${video}"` },
    );
    return undefined;
  }
  if (!isMap(value) || !isStated(label) || label === "") {
    problems.add(
      [...path, "label"],
      `Missing "label" of annotation ${index + 1} of video "${video}"`,
      undefined,
      { kind: "label", example: `"${video}"` },
    );
    return undefined;
  }
  const { segment: stated, key, odd } = statedTimes(value);
  const alike = (kind: string) => ({ kind: `segment: ${kind}`, example: `"${label}" in "${video}"` });
  if (odd !== undefined) {
    const message = `Cannot tell the times of "${label}" in video "${video}" by "${odd}"`;
    const hint = 'write "segment": [start, end], in seconds; without any times it is a label of the video';
    problems.add([...path, odd], message, hint, alike(`odd ${odd}`));
    return { label, index };
  }
  if (stated === undefined) return { label, index };
  const what = `Segment of "${label}" in video "${video}"`;
  const segment = readSegment(stated, [...path, key], what, problems, alike("form"));
  if (!segment) return undefined;
  const [start, end] = segment;
  if (start >= 0 && end >= start) return { label, start, end, index };
  const current = `current value is [${start}, ${end}]`;
  for (const rule of brokenRules(start, end)) {
    problems.add([...path, key], `${what} must ${rule}: ${current}`, undefined, alike(rule));
  }
  return { label, start, end, index };
}
