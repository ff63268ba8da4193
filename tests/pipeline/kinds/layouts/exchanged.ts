/** Drawn segments of videos, written for programs that people code behaviour with, for tests. */
import { dirname, join } from "node:path";
import fc from "fast-check";
import type { ExchangedVideo, ExchangeTarget } from "../../../../pipeline/annotations/exchange/target.ts";
import { tidySegments } from "../../../../pipeline/annotations/exchange/tidy.ts";
import type { OpenAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";

const ODD = [
  "a,b",
  'say "so"',
  "<b>&amp;</b>",
  "(x)",
  "back\\slash",
  "- -->",
  "跳ぶ",
  "a|b;c",
  "it's",
  "#4",
  "{a: [1]}",
  "é👍🏽",
  "two  spaces",
  "\\n",
];

const LABEL = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 })
    .filter((label) =>
      label === label.trim() && label !== "" && !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]/u.test(label)
    ),
);

const VIDEO = fc.tuple(
  fc.constantFrom("", "a/", "b c/"),
  fc.stringMatching(/^[a-zé0-9][a-z0-9 _'&.-]{0,6}[a-z]$/),
).map((parts) => parts.join(""));

/** Videos with segments as an export makes them; on demand some segments in every video. */
export function exchangedVideos(
  perSecond: number,
  { refuses = () => undefined }: Pick<ExchangeTarget, "refuses">,
  isFull = false,
): fc.Arbitrary<readonly ExchangedVideo[]> {
  const label = LABEL.filter((each) => refuses(each) === undefined);
  const time = fc.double({ min: 0, max: 4e4, noNaN: true });
  const detection = fc.tuple(label, time, time, fc.double({ min: -5, max: 5, noNaN: true }));
  return fc.dictionary(VIDEO, fc.array(detection, { maxLength: 6 }), { minKeys: 1, maxKeys: 3 }).map(
    (drawn) => {
      const detections = Object.entries(drawn).flatMap(([video, list]) =>
        list.map(([label, a, b, score]) => ({
          video,
          label,
          score,
          start: Math.min(a, b),
          end: Math.max(a, b),
        }))
      );
      const { videos } = tidySegments(detections, Object.keys(drawn), {
        perSecond,
        mergeGap: 0,
        minDuration: 0,
      });
      return Array.from(videos, ([id, segments]) => ({ id, media: id, segments }));
    },
  ).filter((videos) => !isFull || videos.every(({ segments }) => segments.length > 0));
}

/** Writes videos below a folder, and gives the path that is read. */
export function writeExchanged(
  folder: string,
  videos: readonly ExchangedVideo[],
  { ending, ofOneVideo, content, besides }: ExchangeTarget,
  perSecond: number,
): string {
  const labels = [...new Set(videos.flatMap(({ segments }) => segments.map(({ label }) => label)))].sort();
  const context = { title: "drawn", date: new Date("2026-01-02T03:04:05Z"), perSecond, labels };
  const write = (name: string, own: readonly ExchangedVideo[]) => {
    const path = join(folder, `${name}${ending}`);
    Deno.mkdirSync(dirname(path), { recursive: true });
    const file = content(own, context);
    Deno.writeFileSync(path, typeof file === "string" ? new TextEncoder().encode(file) : file);
    return path;
  };
  const more = besides?.(context);
  if (more) Deno.writeTextFileSync(join(folder, more.name), more.text);
  if (!ofOneVideo) return write("all", videos);
  for (const video of videos) write(video.id, [video]);
  return folder;
}

/** Segments in seconds, in the order of time, by video. */
export type Segments = Readonly<
  Record<string, readonly (readonly [label: string, start: number, end: number])[]>
>;

/** What was written. */
export function segmentsWritten(videos: readonly ExchangedVideo[], perSecond: number): Segments {
  return Object.fromEntries(videos.map(({ id, segments }) => [
    id,
    ordered(segments.map(({ label, start, end }) => [label, start / perSecond, end / perSecond])),
  ]));
}

/** What was read. */
export function segmentsRead({ database }: Pick<OpenAnnotations, "database">): Segments {
  return Object.fromEntries(Array.from(database, ([id, { annotations }]) => [
    id,
    ordered(annotations.map(({ label, start, end }) => [label, start, end])),
  ]));
}

function ordered(segments: readonly (readonly [string, number, number])[]) {
  return segments.toSorted((a, b) => a[1] - b[1] || a[2] - b[2] || (a[0] < b[0] ? -1 : 1));
}
