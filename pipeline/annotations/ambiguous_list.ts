/** Lists of ambiguous intervals, in which predictions are neither right nor wrong. */
import { sourceOf } from "../../specs/load/source.ts";
import { readText } from "../files/reading.ts";
import type { Span } from "./detection.ts";
import { collectMistakes } from "./mistakes.ts";
import { quoted } from "./name_list.ts";

/** A list as it was read. */
export interface AmbiguousList {
  readonly text: string;
  /** The intervals of every listed video, in the order of the file. */
  readonly intervals: ReadonlyMap<string, readonly Span[]>;
}

const FORM = "expected one interval per line: video start end, in seconds";

/**
 * Reads a list: one interval a line, `video start end` with spaces between, in the unit of the annotations. Blank lines
 * are skipped.
 *
 * @throws {UserError} With every line that is something else, or when the file cannot be read or lists none.
 */
export async function readAmbiguous(file: string): Promise<AmbiguousList> {
  const text = await readText(file, FORM);
  const source = sourceOf(file, text);
  const mistakes = collectMistakes(`Cannot use the ambiguous intervals of "${file}"`, file);
  const intervals = new Map<string, Span[]>();
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const written = line.trim();
    if (written === "") continue;
    const place = source.place(index + line.indexOf(written), written.length);
    const [, video, ...times] = /^(.*\S)\s+(\S+)\s+(\S+)$/.exec(written) ?? [];
    const [start = NaN, end = NaN] = times.map(Number);
    const note = (kind: string, message: string) =>
      mistakes.add(() => ({ message, place, hint: FORM }), { kind, example: `in line ${place.line}` });
    if (video === undefined || !Number.isFinite(start) || !Number.isFinite(end)) {
      note("form", `Cannot read the interval ${quoted(written)}`);
    } else if (end <= start) {
      note(
        "order",
        `An interval of ${quoted(video)} must end after its start: current value is [${start}, ${end}]`,
      );
    } else intervals.set(video, [...intervals.get(video) ?? [], { start, end }]);
  }
  if (text.trim() === "") mistakes.add(() => ({ message: `"${file}" lists no interval`, hint: FORM }));
  const error = mistakes.error();
  if (error) throw error;
  return { text, intervals };
}
