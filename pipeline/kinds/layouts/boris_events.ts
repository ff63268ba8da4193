/** Events of BORIS: a state begins with one and ends with the next of the same subject, behaviour and modifiers. */

/** An event of a behaviour that lasts, or of one that does not. */
export interface CodedEvent<P> {
  /** The observation. */
  readonly video: string;
  readonly subject: string;
  readonly behavior: string;
  readonly modifiers: string;
  /** Seconds in the media. */
  readonly time: string;
  readonly isPoint: boolean;
  /** What says whether a state begins or ends, where something does. */
  readonly status?: "START" | "STOP" | undefined;
  /** Where it stands. */
  readonly at: P;
}

/** A segment between two events, or the event that has no other. */
export type PairedEvents<P> =
  | { readonly start: CodedEvent<P>; readonly end: CodedEvent<P> }
  | { readonly alone: CodedEvent<P> };

/** What the class of an event is. */
export type EventLabel = "behavior" | "behavior_and_modifiers" | "subject_and_behavior";

/** Pairs events in their order; a point event is a pair with itself. Those that stay alone come last. */
export function* pairEvents<P>(events: Iterable<CodedEvent<P>>): Iterable<PairedEvents<P>> {
  const open = new Map<string, CodedEvent<P>>();
  for (const event of events) {
    if (event.isPoint) {
      yield { start: event, end: event };
      continue;
    }
    const key = JSON.stringify([event.video, event.subject, event.behavior, event.modifiers]);
    const start = open.get(key);
    if (start && event.status !== "START") {
      open.delete(key);
      yield { start, end: event };
    } else if (event.status === "STOP") yield { alone: event };
    else {
      if (start) yield { alone: start };
      open.set(key, event);
    }
  }
  for (const alone of open.values()) yield { alone };
}

/** The class of an event. */
export function labelOfEvent<P>({ behavior, modifiers, subject }: CodedEvent<P>, label: EventLabel): string {
  if (label === "behavior_and_modifiers") return modifiers === "" ? behavior : `${behavior}: ${modifiers}`;
  return label === "subject_and_behavior" && subject !== "" ? `${subject}: ${behavior}` : behavior;
}

/** What is wrong with an event without another. */
export function unpaired<P>({ video, behavior, time, status }: CodedEvent<P>) {
  return {
    message:
      `State "${behavior}" ${status === "STOP" ? "stops" : "starts"} at ${time} s in "${video}", and ` +
      `${status === "STOP" ? "did not start before" : "does not stop"}`,
    hint: "pair its START and STOP in BORIS, which finds them: Observations, Fix unpaired events",
  };
}

/** A time without the offset of the observation, which BORIS adds to all of its events; text that is no number stays. */
export function timeInMedia(time: unknown, offset: unknown): string {
  const [number, shift] = [Number(time), Number(offset ?? 0)];
  return Number.isFinite(number) && Number.isFinite(shift) && time !== "" && time !== null
    ? String(Number((number - shift).toFixed(6)))
    : String(time);
}
