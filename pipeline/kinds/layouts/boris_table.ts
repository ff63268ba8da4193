/** How layout `boris_table` is read. */
import { borisTable as spec } from "../../../specs/kinds/layouts/boris_table.ts";
import { kindRun } from "../kind.ts";
import {
  type CodedEvent,
  type EventLabel,
  labelOfEvent,
  pairEvents,
  timeInMedia,
  unpaired,
} from "./boris_events.ts";
import { type CsvCell, type CsvLine, linesOf } from "./csv_lines.ts";
import type { AnnotationLayout, AnnotationRow, MalformedLine, TextFile, TextStretch } from "./layout.ts";

/** The columns of events in either table. */
const BOTH = ["observation id", "behavior", "behavior type"] as const;

/** Rows from a start to a stop, or one for each. */
export const borisTable = kindRun(spec, ({ label }): AnnotationLayout => ({
  content: "rows",
  fits: (text) => {
    const [first] = linesOf(text, isHead);
    return first !== undefined && isHead(first.cells);
  },
  *rows({ text }: TextFile): Iterable<AnnotationRow | MalformedLine> {
    const [first, ...lines] = linesOf(text, isHead);
    if (!first || !isHead(first.cells)) {
      return yield {
        offset: first?.offset ?? 0,
        length: first?.length ?? 1,
        message: "No table of events that BORIS exported",
        hint:
          `wanted the columns "Observation id", "Behavior", "Behavior type", and "Start (s)" and "Stop (s)" or "Time"`,
      };
    }
    yield* rowsOf(first.cells.map(({ text }) => text.toLowerCase()), lines, label);
  },
}));

function isHead(cells: readonly CsvCell[]): boolean {
  const names = cells.map(({ text }) => text.toLowerCase());
  return BOTH.every((name) => names.includes(name)) &&
    (names.includes("time") || names.includes("start (s)") && names.includes("stop (s)"));
}

function* rowsOf(
  columns: readonly string[],
  lines: readonly CsvLine[],
  label: EventLabel,
): Iterable<AnnotationRow | MalformedLine> {
  const modifiers = [...columns.keys()].filter((i) => /^modifiers?\b/.test(columns[i]!));
  const events: CodedEvent<TextStretch>[] = [];
  const durations = new Map<string, string>();
  for (const { cells, offset, length } of lines) {
    const at = { offset, length };
    if (cells.length !== columns.length) {
      yield {
        ...at,
        message: `A row has ${cells.length} fields: expected ${columns.length}`,
        hint: 'export the table again; text with commas stands in "..."',
      };
      continue;
    }
    const of = (name: string) => cells[columns.indexOf(name)]?.text ?? "";
    const type = of("behavior type").toUpperCase();
    const video = of("observation id");
    const shift = of("time offset (s)");
    const duration = of("media duration (s)");
    if (Number(duration) > 0) durations.set(video, duration);
    const event = {
      video,
      subject: of("subject").replace(/^no focal subject$/i, ""),
      behavior: of("behavior"),
      modifiers: modifiers.map((i) => cells[i]!.text).filter((text) => text !== "").join("|"),
      isPoint: type === "POINT",
      at,
    };
    const timed = (time: string) => ({ ...event, time: timeInMedia(time, shift) });
    if (columns.includes("start (s)")) {
      const [start, end] = [timed(of("start (s)")), timed(of(event.isPoint ? "start (s)" : "stop (s)"))];
      yield rowOf(start, end, label, durations);
    } else if (type === "START" || type === "STOP" || type === "POINT") {
      events.push({ ...timed(of("time")), status: type === "POINT" ? undefined : type });
    } else {
      yield {
        ...at,
        message: `Behavior type is "${type}"`,
        hint: "wanted START, STOP or POINT: export the table again",
      };
    }
  }
  for (const pair of pairEvents(events)) {
    if ("alone" in pair) yield { ...pair.alone.at, ...unpaired(pair.alone) };
    else yield rowOf(pair.start, pair.end, label, durations);
  }
}

function rowOf(
  start: CodedEvent<TextStretch>,
  end: CodedEvent<TextStretch>,
  label: EventLabel,
  durations: ReadonlyMap<string, string>,
): AnnotationRow {
  const duration = durations.get(start.video);
  return {
    ...start.at,
    video: start.video,
    label: labelOfEvent(start, label),
    start: start.time,
    end: end.time,
    ...duration === undefined ? {} : { duration },
  };
}
