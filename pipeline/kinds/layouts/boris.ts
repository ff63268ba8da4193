/** How layout `boris` is read. */
import { boris as spec } from "../../../specs/kinds/layouts/boris.ts";
import { kindRun } from "../kind.ts";
import { type CodedEvent, labelOfEvent, pairEvents, timeInMedia, unpaired } from "./boris_events.ts";
import {
  type AnnotationLayout,
  type DocumentFile,
  type DocumentPath,
  type DocumentRow,
  isMap,
  type MalformedValue,
} from "./layout.ts";
import { nameOfMedia } from "./video_name.ts";

type Section = Record<string, unknown>;

/** An ethogram, and observations with events in the order of time. */
export const boris = kindRun(spec, ({ label, video }): AnnotationLayout => ({
  content: "document",
  fits: (document) => isMap(document) && isMap(document["observations"]) && isMap(document["behaviors_conf"]),
  *rows({ document }: DocumentFile): Iterable<DocumentRow | MalformedValue> {
    const project = document as { observations: Section; behaviors_conf: Section };
    const types = new Map(
      Object.values(project.behaviors_conf).filter(isMap).map((each) => [each["code"], String(each["type"])]),
    );
    for (const [id, observation] of Object.entries(project.observations)) {
      const path = ["observations", id];
      if (!isMap(observation) || !Array.isArray(observation["events"])) {
        yield {
          path,
          message: `Observation "${id}" has no list of events`,
          hint: "save the project again with BORIS",
        };
        continue;
      }
      const media = mediaOf(observation);
      const name = video === "observation" ? id : media.length === 1 ? nameOfMedia(media[0]!) : undefined;
      if (name === undefined) {
        yield {
          path: [...path, "file"],
          message: `Observation "${id}" has ${media.length} media files: no video can be called after them`,
          hint: "leave out video: media, and the videos are called after the observations",
        };
        continue;
      }
      const events: CodedEvent<DocumentPath>[] = [];
      for (const [i, event] of observation["events"].entries()) {
        const read = eventOf(event, [...path, "events", i], {
          name,
          types,
          offset: observation["time offset"],
        });
        if ("message" in read) yield read;
        else events.push(read);
      }
      const duration = durationOf(observation, media);
      if (events.length === 0) yield { path, video: name, ...duration };
      for (const pair of pairEvents(events)) {
        if ("alone" in pair) yield { ...pair.alone.at, ...unpaired(pair.alone) };
        else {
          const { start, end } = pair;
          yield {
            ...start.at,
            video: name,
            label: labelOfEvent(start, label),
            start: start.time,
            end: end.time,
            ...duration,
          };
        }
      }
    }
  },
}));

/** The media files of the first player, one after the other. */
function mediaOf({ file }: Section): string[] {
  const first = isMap(file) ? file["1"] : undefined;
  return Array.isArray(first) ? first.filter((each) => typeof each === "string") : [];
}

/** The length of all of them, where it is known. */
function durationOf({ media_info: info }: Section, media: readonly string[]): { duration?: string } {
  const lengths = isMap(info) && isMap(info["length"]) ? info["length"] : {};
  const all = media.map((each) => Number(lengths[each]));
  const sum = all.reduce((total, each) => total + each, 0);
  return sum > 0 ? { duration: String(sum) } : {};
}

interface EventContext {
  readonly name: string;
  readonly types: ReadonlyMap<unknown, string>;
  readonly offset: unknown;
}

/** An event: `[time, subject, code, modifiers, comment, ...]`. */
function eventOf(
  event: unknown,
  path: DocumentPath["path"],
  { name, types, offset }: EventContext,
): CodedEvent<DocumentPath> | MalformedValue {
  const [time, subject, behavior, modifiers] = Array.isArray(event) ? event : [];
  if (typeof behavior !== "string" || time === undefined) {
    return {
      path,
      message: "An event must be [time, subject, code, modifiers, comment]",
      hint: "save the project again with BORIS",
    };
  }
  const type = types.get(behavior);
  if (type === undefined) {
    return {
      path: [...path, 2],
      message: `Behaviour "${behavior}" is not in the ethogram: nothing says whether it lasts`,
      hint: "add it to the ethogram in BORIS, as a state event or a point event",
    };
  }
  return {
    video: name,
    subject: String(subject ?? ""),
    behavior,
    modifiers: String(modifiers ?? ""),
    time: timeInMedia(time, offset),
    isPoint: !/state/i.test(type),
    at: { path },
  };
}
