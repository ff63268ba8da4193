/** The times of an annotation in JSON: its segment, or a start and an end of their own. */
import { fieldNamed } from "./predictions/row.ts";

/** What an annotation states of its times. */
export interface StatedTimes {
  /** `[start, end]` as it stands there; undefined where the annotation states none. */
  readonly segment: unknown;
  /** The key that it stands at, or at which a mistake in it is shown. */
  readonly key: string;
  /** A key that says something of times which cannot be told; there is no segment then. */
  readonly odd?: string;
}

/** Keys that say when something happens, but not in which unit or form. */
const ABOUT_TIMES = /start|begin|end|stop|time|frame|interval|span|segment/i;

/** The times that an annotation states, whatever their keys are called. */
export function statedTimes(annotation: Readonly<Record<string, unknown>>): StatedTimes {
  if (isStated(annotation["segment"])) return { segment: annotation["segment"], key: "segment" };
  const keys = Object.keys(annotation).filter((key) => isStated(annotation[key]));
  const start = keys.find((key) => fieldNamed(key) === "start");
  const end = keys.find((key) => fieldNamed(key) === "end");
  if (start !== undefined && end !== undefined) {
    return { segment: [annotation[start], annotation[end]], key: start };
  }
  const odd = keys.find((key) => fieldNamed(key) !== "label" && ABOUT_TIMES.test(key));
  return odd === undefined ? { segment: undefined, key: "segment" } : { segment: undefined, key: odd, odd };
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null;
}
