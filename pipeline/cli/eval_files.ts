/** The two files of `eval`: predictions, and what they are scored against. */
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { DEFAULT_PROTOCOL, unusedIntervals } from "../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { statedProtocol } from "../../specs/recipe/check/stated_protocol.ts";
import { readAmbiguous } from "../annotations/ambiguous_list.ts";
import type { Annotations } from "../annotations/annotations.ts";
import type { Detection } from "../annotations/detection.ts";
import { type GroundTruth, groundTruthOf, readAnnotations } from "../annotations/ground_truth.ts";
import { ignoredText, ignoreLabels } from "../annotations/ignored_labels.ts";
import { readJson } from "../annotations/json/read.ts";
import { readPredictions } from "../annotations/predictions.ts";
import { readLabelIds, unknownNames } from "../annotations/predictions/label_ids.ts";
import { nameWarnings } from "../annotations/predictions/names.ts";
import { inSeconds, type TimeUnit, unitWarnings } from "../annotations/predictions/times.ts";
import { subsetNote } from "../annotations/subsets.ts";
import { scoredTwice } from "../annotations/stated_twice.ts";
import { isFolder, isThere } from "../files/reading.ts";
import { filesIn, nearestFile } from "./options/near_files.ts";
import { toPaste } from "./terminal/paths.ts";

/** How the two files of `eval` are read. */
export interface FileOptions {
  /** Annotation file. */
  readonly groundTruth: string;
  /** Subset that is evaluated; "test" by default. */
  readonly subset?: string | undefined;
  /** Labels that are not scored. */
  readonly ignoreLabels?: readonly string[] | undefined;
  /** File with the names of labels that are numbers. */
  readonly labels?: string | undefined;
  /** What predicted times are, instead of seconds. */
  readonly time?: TimeUnit | undefined;
  /** Frames per second of every video, for times in frames. */
  readonly fps?: number | undefined;
  /** Scores by average recall, whatever the labels. */
  readonly proposals?: boolean | undefined;
  /** A list of ambiguous intervals, for protocols that leave these out. */
  readonly ambiguous?: string | undefined;
}

/** How they are read and compared. */
export interface ComparedFiles extends FileOptions {
  /** Name of a protocol; the default one otherwise. */
  readonly protocol?: string | undefined;
  /** Overrides `evaluation.protocol.<axis>=<value>` of it. */
  readonly set?: readonly string[] | undefined;
}

/** What a person should know about two files. */
export interface Notes {
  /** One sentence each. */
  readonly warnings: readonly string[];
  /** Which videos are scored, where the file does not say it as the options do. */
  readonly note?: string | undefined;
  /** Which annotations were ignored, where some were. */
  readonly ignored?: string | undefined;
}

/** What is scored, in seconds, and what it is scored against. */
export interface Both extends Notes {
  readonly groundTruth: GroundTruth;
  readonly detections: readonly Detection[];
}

/**
 * The protocol of that name, with the axes that are set.
 *
 * @throws {UserError} When there is none, an axis has no such value, or ambiguous intervals are given to one that does not use them.
 */
export function protocolFor(
  { protocol: name = DEFAULT_PROTOCOL, ambiguous, set = [] }: Omit<ComparedFiles, "groundTruth">,
): Protocol {
  const protocol = statedProtocol(name, set);
  refuseUnusedIntervals(protocol, ambiguous);
  return protocol;
}

/** Refuses a list of ambiguous intervals for a protocol that does not use them. */
export function refuseUnusedIntervals(protocol: Protocol, ambiguous: string | undefined): void {
  if (ambiguous === undefined || protocol.ambiguous !== "absent") return;
  throw userError(unusedIntervals(protocol), "leave out --ambiguous, or choose another --protocol");
}

/**
 * Reads both files.
 *
 * @throws {UserError} When one of them cannot be used, or they look swapped.
 */
export async function readBoth(predictions: string, options: FileOptions): Promise<Both> {
  const { groundTruth: file, subset = "test", ambiguous, labels, time, fps, proposals } = options;
  if (fps !== undefined && time !== "frames") {
    throw userError("--fps says what times in frames are", "add --time frames, or leave --fps out");
  }
  const intervals = ambiguous === undefined ? undefined : await readAmbiguous(ambiguous);
  const read = async () => {
    const annotations = ignoreLabels(await readAnnotations(file), options.ignoreLabels ?? []);
    requireLabels(annotations, options);
    const groundTruth = {
      ...groundTruthOf(annotations, subset, file),
      ...(intervals && { ambiguous: intervals.intervals }),
    };
    const ids = labels === undefined ? undefined : await readLabelIds(labels);
    const found = await readPredictions(predictions, groundTruth.labels, { ids, proposals });
    const warnings = [...found.warnings, ...ids ? unknownNames(ids, groundTruth.labels) : []];
    return { annotations, groundTruth, detections: found.detections, warnings };
  };
  const { annotations, groundTruth, detections, warnings: unusual } = await read().catch(async (error) => {
    refuseMisnamed(predictions);
    refuseMisnamed(file);
    await refuseSwapped(predictions, file);
    throw error;
  });
  const timed = { file, videos: annotations.database };
  const seconds = time ? inSeconds(detections, time, timed, fps) : detections;
  return {
    groundTruth,
    detections: seconds,
    warnings: [
      ...annotations.warnings,
      ...scoredTwice(groundTruth),
      ...detections.length === 0 ? [`"${predictions}" has no predictions`] : [],
      ...unusual,
      ...nameWarnings(detections, new Set(groundTruth.videos.keys())),
      ...unitWarnings(seconds, timed, time),
    ],
    note: subsetNote(annotations.database, subset, file),
    ignored: ignoredText(annotations.database.values()),
  };
}

/** Refuses labels to ignore that no annotation has. */
function requireLabels(
  { database }: Annotations,
  { ignoreLabels: wanted = [], groundTruth }: FileOptions,
): void {
  const found = new Set(
    Array.from(database.values(), ({ labels, ignored }) => [...labels, ...ignored?.labels ?? []])
      .flat().map(({ label }) => label),
  );
  for (const label of wanted) {
    if (found.has(label)) continue;
    throw userError(
      `No annotation of "${groundTruth}" is labelled "${label}"`,
      suggest(label, [...found].sort()),
    );
  }
}

/** Says which file is meant where there is none of that name, or a run folder. */
function refuseMisnamed(path: string): void {
  const ending = /\.json$/;
  const ofRun = join(path, "predictions.json");
  const meant = isFolder(path)
    ? (isThere(ofRun) ? ofRun : undefined)
    : isThere(path)
    ? undefined
    : nearestFile(path, filesIn(dirname(path), ending), ending);
  if (meant === undefined) return;
  const what = isFolder(path) ? "it is a folder" : "there is no such file";
  throw userError(`Cannot read "${path}": ${what}`, `did you mean "${toPaste(meant)}"?`);
}

/** Says so where each of the two files is of the other's kind. */
async function refuseSwapped(predictions: string, groundTruth: string): Promise<void> {
  const holds = async (file: string, key: string) => {
    const value = await readJson(file).then(({ value }) => value, () => undefined);
    return typeof value === "object" && value !== null && Object.hasOwn(value, key);
  };
  if (!await holds(predictions, "database") || !await holds(groundTruth, "results")) return;
  throw userError(
    `The two files look swapped: "${predictions}" holds annotations and "${groundTruth}" predictions`,
    `write ${groundTruth} --ground-truth ${predictions}`,
  );
}
