/** What is unusual about a data set on disk, but kept. */
import { count, examples } from "../../annotations/layout.ts";
import type { Video } from "../dataset.ts";
import type { GroundTruth } from "../../annotations/ground_truth.ts";
import { secondsCovered } from "../snippet_times.ts";
import type { OpenSource } from "./sources.ts";
import type { Splits } from "./splits.ts";

/** What may differ between the two without a word: part of the features' length, and snippets; both must be exceeded. */
const TOLERATED = { part: 0.1, snippets: 2 };
/** Videos in which segments should reach the second half of the features, and the part of them that is too few. */
const REACHING = { videos: 3, part: 0.1 };

/** How seconds of features are computed, and what may be wrong with that. */
function checkText({ window, stride }: Pick<Video, "window" | "stride">): string {
  return window === undefined || window === stride
    ? "L stride / fps; check fps, stride and that times are in seconds"
    : "(L - 1) stride / fps + window / fps; check fps, stride, window and that times are in seconds";
}

/**
 * One sentence each: durations that are not L stride / fps; where none is stated, segments past the end of the features,
 * and features that go on long after the last segment in nearly every video.
 *
 * @param width The values of a snippet, where there is one source.
 */
export function lengthWarnings(videos: readonly Video[], width?: number): string[] {
  const unstated = videos.filter(({ duration, segments }) => duration === undefined && segments.length > 0);
  return [...durationWarnings(videos, width), ...lateSegments(unstated), ...earlySegments(unstated)];
}

function durationWarnings(all: readonly Video[], width?: number): string[] {
  const videos = all.filter(({ duration }) => duration !== undefined);
  const found = videos.filter((video) =>
    Math.abs(video.duration! - secondsCovered(video)) > toleratedSeconds(video)
  );
  const shown = found.map((video) => `"${video.id}" ${secondsText(video.duration!)}, ${featuresText(video)}`);
  const remedy = 2 * found.length >= videos.length ? rescaled(videos, width) : undefined;
  return line(found, count(videos.length, "duration"), "not that of the features", shown, remedy);
}

/** Videos whose equal number of snippets is no chance. */
const LEAST_ALIKE = 3;

/** What to write where all videos have the same number of snippets. */
function rescaled(videos: readonly Video[], width = Infinity): string | undefined {
  const [length, ...others] = new Set(videos.map(({ length }) => length));
  if (videos.length < LEAST_ALIKE || others.length > 0) return undefined;
  const asRescaled = "if they were rescaled to that, write times: from_durations";
  const snippets = count(length!, "snippet");
  // Features are rescaled to fewer snippets than a snippet has values.
  return width < length!
    ? `all have ${snippets} of ${count(width, "value")}: if that is ${count(width, "snippet")} of ${
      count(length!, "value")
    }, write axes: [D, L], width: ${length}; ${asRescaled}`
    : `all have ${snippets}: ${asRescaled}`;
}

/** Few are real: annotations that are wrong. */
function lateSegments(videos: readonly Video[]): string[] {
  const isLate = (video: Video, end: number) => end - secondsCovered(video) > toleratedSeconds(video);
  const late = videos.flatMap((video) =>
    video.segments.filter(({ end }) => isLate(video, end)).map(() => video)
  );
  const all = videos.reduce((sum, { segments }) => sum + segments.length, 0);
  const shown = videos.flatMap((video) => {
    const first = video.segments.find(({ end }) => isLate(video, end));
    if (!first) return [];
    return [`"${video.id}" ${first.label} [${first.start}, ${first.end}], ${featuresText(video)}`];
  });
  return line(late, count(all, "annotated segment"), "past the end of the features", shown);
}

function earlySegments(videos: readonly Video[]): string[] {
  const last = ({ segments }: Video) => Math.max(...segments.map(({ end }) => end));
  const found = videos.filter((video) => last(video) <= secondsCovered(video) / 2);
  if (videos.length < REACHING.videos || found.length < (1 - REACHING.part) * videos.length) return [];
  const shown = found.map((video) => `"${video.id}" ${secondsText(last(video))}, ${featuresText(video)}`);
  const sure = `if annotations ended anywhere, ${oddsText(found.length, videos.length)} would look so`;
  return line(found, count(videos.length, "video"), "annotated in the first half alone", shown, sure);
}

/** How often at least so many of some coins fall on one side, in words; what is rarer than 1 in a million is told as that. */
function oddsText(least: number, coins: number): string {
  let [chance, ways] = [0, 1];
  for (let other = 0; other <= coins - least; other++) {
    chance += ways / 2 ** coins;
    ways *= (coins - other) / (other + 1);
  }
  if (!(chance >= 1e-6)) return "less than 1 of 1,000,000 data sets";
  return `1 of ${Math.round(1 / chance).toLocaleString("en-US")} data sets`;
}

/** A sentence about videos, or about things in them, of which `found` names the video of each. */
function line(
  found: readonly Video[],
  all: string,
  what: string,
  shown: readonly string[],
  sure?: string,
): string[] {
  const [first] = found;
  if (!first) return [];
  const more = sure === undefined ? "" : `; ${sure}`;
  return [
    `${found.length.toLocaleString("en-US")} of ${all} ${what} (${checkText(first)}${more}): ${
      examples(shown)
    }`,
  ];
}

function toleratedSeconds(video: Video): number {
  const { stride, fps } = video;
  return Math.max(TOLERATED.part * secondsCovered(video), TOLERATED.snippets * stride / fps);
}

function featuresText(video: Video): string {
  return `features ${secondsText(secondsCovered(video))}`;
}

function secondsText(seconds: number): string {
  return `${Math.round(seconds * 100) / 100} s`;
}

/** One sentence for each source whose files have other numbers than floats in the usual order of bytes. */
export function typeWarnings(sources: readonly Pick<OpenSource, "name" | "files">[]): string[] {
  return sources.flatMap(({ name, files }) => {
    const types = [...files.values()].flatMap(({ type }) => type ?? []);
    const counts = Object.entries(Object.groupBy(types, (type) => type));
    const found = counts.map(([type, list]) => `${type} (${list!.length})`);
    return types.length === 0 ? [] : [
      `${types.length} of ${count(files.size, "file")} of source "${name}" read as float32: ${
        found.join(", ")
      }`,
    ];
  });
}

/** One sentence for each source of which some videos have a file in several places of its path. */
export function twiceWarnings(sources: readonly Pick<OpenSource, "name" | "files">[]): string[] {
  return sources.flatMap(({ name, files }) => {
    const twice = Array.from(files).filter(([, { other }]) => other !== undefined);
    const shown = twice.map(([id, { path, other }]) => `"${id}" "${path}", also "${other}"`);
    return twice.length === 0 ? [] : [
      `${twice.length} of ${
        count(files.size, "file")
      } of source "${name}" in several places of path, the first of which ` +
      `is read: ${examples(shown)}`,
    ];
  });
}

/** One sentence each: scored videos without features, scored videos that are trained on, test videos not scored. */
export function splitWarnings({ videos, lists }: Splits, { videos: scored, subset }: GroundTruth): string[] {
  const splitOf = new Map(videos.map(({ id, split }) => [id, split]));
  const ids = [...scored.keys()];
  const absent = ids.filter((id) => !splitOf.has(id));
  const trained = ids.filter((id) => splitOf.get(id) === "train");
  const outside = videos.filter(({ id, split }) => split === "test" && !scored.has(id)).map(({ id }) => id);
  const quoted = (list: readonly string[]) => examples(list.map((id) => `"${id}"`));
  const line = (list: readonly string[], what: string, noun: string, where: string) =>
    list.length === 0 ? [] : [`${what}: ${count(list.length, noun)} ${where}: ${quoted(list)}`];
  return [
    ...line(absent, "Scored as missed", "video", `of subset "${subset}" not in "${lists[1]?.file}"`),
    ...line(
      trained,
      "Trained on and scored as missed",
      "video",
      `of subset "${subset}" (to score the test list alone: --set evaluation.videos=listed)`,
    ),
    ...line(outside, "Not scored", "test video", `outside of subset "${subset}"`),
  ];
}
