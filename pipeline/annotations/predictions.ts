/** Prediction files in the ActivityNet layout. */
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { keysOf } from "./json/locate.ts";
import { finiteNumber } from "./json/finite_number.ts";
import type { JsonPath } from "./json/path.ts";
import { collectProblems, type Problems } from "./json/problems.ts";
import { readJson } from "./json/read.ts";
import type { Detection } from "./detection.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { count, examples, readSegment, shown } from "./layout.ts";

/** A prediction file. */
export interface Predictions {
  /** In the order of the file. */
  readonly detections: readonly Detection[];
  /** What is unusual but kept, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads a prediction file: `{"version", "results": {video: [{"label", "score", "segment": [start, end]}]},
 * "external_data"}`, or the object of results alone; numbers may be strings.
 *
 * @param labels the labels that the ground truth knows.
 * @throws {UserError} with every mistake and its place: not JSON, NaN, no results, a repeated key, an
 * unknown label, a score or time that is not a finite number.
 *
 * @example Read a prediction file
 * ```ts
 * import { predictionsText, readPredictions } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile({ suffix: ".json" });
 * const written = [{ video: "a", label: "dive", score: 0.9, start: 1, end: 3 }];
 * await Deno.writeTextFile(file, predictionsText(written));
 *
 * const { detections } = await readPredictions(file, ["dive", "jump"]);
 * assert.deepEqual(detections, written);
 * await Deno.remove(file);
 * ```
 */
export async function readPredictions(path: string, labels: readonly string[]): Promise<Predictions> {
  const { file, text, value } = await readJson(path);
  return checkPredictions(value, labels, file, text);
}

/**
 * `readPredictions` for a document that is already parsed; with its `text`, mistakes are shown where they
 * stand.
 *
 * @param file its name, for messages.
 *
 * @example Read predictions that are in memory
 * ```ts
 * import { checkPredictions } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const results = { a: [{ label: "dive", score: 0.9, segment: [3, 1] }] };
 * const { detections, warnings } = checkPredictions({ results }, ["dive"], "mine");
 * assert.deepEqual(detections, [{ video: "a", label: "dive", score: 0.9, start: 3, end: 1 }]);
 * assert.equal(warnings.length, 1); // it ends before it starts
 * ```
 */
export function checkPredictions(
  value: unknown,
  labels: readonly string[],
  file: string,
  text?: string,
): Predictions {
  const problems = collectProblems(file, text);
  const root = rootOf(value);
  if (!root) {
    problems.add([], `Missing "results" in "${file}"`, "expected a map from videos to lists of predictions");
    problems.throwIfAny();
    return { detections: [], warnings: [] };
  }
  const detections: Detection[] = [];
  const unknown = unknownLabels(labels, problems);
  for (const video of keysOf(root.results, text, root.path)) {
    const path = [...root.path, video];
    const list = root.results[video];
    if (!Array.isArray(list)) {
      problems.add(path, `Predictions of video "${video}" must be a list: current value is ${shown(list)}`);
      continue;
    }
    for (const [i, item] of list.entries()) {
      const detection = readDetection(item, video, [...path, i], unknown, problems);
      if (detection) detections.push(detection);
    }
  }
  unknown.report();
  problems.throwIfAny();
  return { detections, warnings: reversed(detections) };
}

/** Collects unknown labels, so that each is reported once. */
interface UnknownLabels {
  check(label: string, video: string, path: JsonPath): void;
  report(): void;
}

function unknownLabels(labels: readonly string[], problems: Problems): UnknownLabels {
  const known = new Set(labels);
  const found = new Map<string, { video: string; path: JsonPath; times: number }>();
  return {
    check(label, video, path) {
      if (known.has(label)) return;
      const first = found.get(label);
      if (first) first.times++;
      else found.set(label, { video, path, times: 1 });
    },
    report() {
      for (const [label, { video, path, times }] of found) {
        const more = times > 1 ? ` and in ${count(times - 1, "other prediction")}` : "";
        problems.add(path, `Unknown label "${label}" in video "${video}"${more}`, suggest(label, labels));
      }
    },
  };
}

/** The results of a document and the way to them. */
function rootOf(value: unknown): { results: Record<string, unknown>; path: JsonPath } | undefined {
  if (!isMap(value)) return undefined;
  const { results } = value;
  if (isMap(results)) return { results, path: ["results"] };
  const lists = Object.values(value);
  return lists.length > 0 && lists.every(Array.isArray) ? { results: value, path: [] } : undefined;
}

function readDetection(
  value: unknown,
  video: string,
  path: JsonPath,
  unknown: UnknownLabels,
  problems: Problems,
): Detection | undefined {
  const what = `of a prediction in video "${video}"`;
  if (!isMap(value)) {
    problems.add(path, `A prediction in video "${video}" must be a map: current value is ${shown(value)}`);
    return undefined;
  }
  const label = value["label"];
  if (typeof label === "string") unknown.check(label, video, [...path, "label"]);
  else problems.add([...path, "label"], `Label ${what} must be text: current value is ${shown(label)}`);
  const score = finiteNumber(value["score"]);
  if (score === undefined) {
    const found = shown(value["score"]);
    problems.add([...path, "score"], `Score ${what} must be a finite number: current value is ${found}`);
  }
  const segment = readSegment(value["segment"], [...path, "segment"], `Segment ${what}`, problems);
  if (typeof label !== "string" || score === undefined || !segment) return undefined;
  return { video, label, score, start: segment[0], end: segment[1] };
}

function reversed(detections: readonly Detection[]): string[] {
  const found = detections.filter(({ start, end }) => end <= start);
  if (found.length === 0) return [];
  const listed = found.map(({ video, label, start, end }) => `"${video}" ${label} [${start}, ${end}]`);
  return [
    `${count(found.length, "prediction")} without positive length, which can never match: ${
      examples(listed)
    }`,
  ];
}

/**
 * The text of a prediction file, strict JSON with one video per line.
 *
 * @param detections in the order in which equal scores are to be ranked.
 * @param videos the videos that were looked at, each of which gets a list, an empty one where nothing was found;
 * others follow in the order of their first detection.
 * @throws {RangeError} naming the video when a score or time is not finite.
 *
 * @example Write detections
 * ```ts
 * import { predictionsText } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const text = predictionsText([{ video: "a", label: "dive", score: 0.9, start: 1, end: 3 }], ["a", "b"]);
 * assert.deepEqual(JSON.parse(text).results, { a: [{ label: "dive", score: 0.9, segment: [1, 3] }], b: [] });
 * ```
 */
export function predictionsText(
  detections: readonly Detection[],
  videos: readonly string[] = [],
  version = "walt 1",
): string {
  const lists = new Map<string, string[]>(videos.map((video) => [video, []]));
  for (const { video, label, score, start, end } of detections) {
    if (![score, start, end].every(Number.isFinite)) {
      throw new RangeError(
        `Prediction "${label}" of video "${video}" is not finite: ${score} [${start}, ${end}]`,
      );
    }
    if (!lists.has(video)) lists.set(video, []);
    lists.get(video)!.push(JSON.stringify({ label, score, segment: [start, end] }));
  }
  const lines = Array.from(lists, ([video, list]) => `${JSON.stringify(video)}: [${list.join(", ")}]`);
  return `{"version": ${JSON.stringify(version)}, "results": {\n${
    lines.join(",\n")
  }\n}, "external_data": {}}\n`;
}
