/** How layout `vtt` is read. */
import { vtt as spec } from "../../../specs/kinds/layouts/vtt.ts";
import { kindRun } from "../kind.ts";
import type { AnnotationLayout, AnnotationRow, MalformedLine, TextFile } from "./layout.ts";
import { nameOfPath } from "./video_name.ts";

/** A line of times; settings may follow. */
const TIMES = /^\s*(\S+)[ \t]+-->[ \t]+(\S+)(?:[ \t].*)?$/;
const TIME = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;

/** What stands for a character in the text of a cue. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": "\u00a0",
  "&lrm;": "\u200e",
  "&rlm;": "\u200f",
};

/** Blocks of lines, of which those with a line of times are cues. */
export const vtt = kindRun(spec, ({ scores }): AnnotationLayout => ({
  content: "rows",
  *rows({ path, text }: TextFile): Iterable<AnnotationRow | MalformedLine> {
    const video = nameOfPath(path, spec.endings);
    if (!/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) {
      return yield {
        offset: 0,
        length: Math.max(1, text.search(/[\r\n]|$/)),
        message: "No WebVTT: the first line must begin with WEBVTT",
        hint: "convert the subtitles, or write that line",
      };
    }
    let isEmpty = true;
    for (const lines of blocksOf(text)) {
      const at = lines.findIndex(({ line }) => line.includes("-->"));
      if (at < 0 || at > 1 || /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(lines[0]!.line)) continue;
      isEmpty = false;
      const { offset, line } = lines[at]!;
      const words = lines.slice(at + 1).map(({ line }) => line).join(" ");
      yield { offset, length: line.length, ...cueOf(line, plainText(words), scores, video) };
    }
    if (isEmpty) yield { offset: 0, length: 1, video };
  },
}));

/** Lines between empty ones. */
function blocksOf(text: string): { readonly offset: number; readonly line: string }[][] {
  const blocks: { offset: number; line: string }[][] = [];
  let open = false;
  for (const { 0: line, index: offset } of text.matchAll(/[^\r\n]+|\r\n|\r|\n/g)) {
    if (/^[\r\n]/.test(line)) {
      // A line ends with the first of two.
      const ended = text.slice(0, offset).match(/[\r\n]$/) !== null;
      if (ended) open = false;
      continue;
    }
    if (!open) blocks.push([]);
    open = true;
    blocks.at(-1)!.push({ offset, line });
  }
  return blocks;
}

function cueOf(
  line: string,
  words: string,
  scores: boolean,
  video: string,
): Omit<AnnotationRow, "offset" | "length"> | Pick<MalformedLine, "message" | "hint"> {
  const [, from = "", to = ""] = TIMES.exec(line) ?? [];
  const [start, end] = [secondsOf(from), secondsOf(to)];
  if (start === undefined || end === undefined) {
    return { message: "A cue has no two times", hint: "write 00:00:01.500 --> 00:00:04.000" };
  }
  const label = scores ? words.replace(/\s*-?\d+\.\d+$/, "") : words;
  if (scores && label === words) {
    return { message: `The text of a cue ends with no score: "${words}"`, hint: "leave out scores: true" };
  }
  if (label === "") {
    return { message: "A cue has no text, which is its class", hint: "write the class below its times" };
  }
  return { video, label, start, end };
}

function secondsOf(time: string): string | undefined {
  const [found, hours = "0", minutes, seconds, milliseconds] = TIME.exec(time) ?? [];
  if (found === undefined) return undefined;
  return String(
    (((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(milliseconds)) / 1000,
  );
}

/** The text of a cue without its tags. */
function plainText(text: string): string {
  return text.replaceAll(/<[^>]*>/g, "").replaceAll(/&[a-z]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
