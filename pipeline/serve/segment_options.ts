/** What stands behind the question mark of POST /segments. */
import { finiteNumber } from "../annotations/json/finite_number.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { Refusal } from "./refusal.ts";
import type { SegmentOptions, ServedTimes } from "./served_run.ts";

/** What an option takes, in JSON Schema, and what it is for. */
export interface QueryOption {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly description: string;
}

/** What the video is called where nothing says it. */
const USUAL_NAME = "video";
const LONGEST_NAME = 200;

/** Every option. */
export const QUERY_OPTIONS: readonly QueryOption[] = [
  {
    name: "video",
    schema: { type: "string", default: USUAL_NAME, maxLength: LONGEST_NAME },
    description: "What the video is called in the answer: a name without / and \\",
  },
  {
    name: "top",
    schema: { type: "integer", minimum: 1 },
    description: "How many segments, those of highest score",
  },
  {
    name: "per_class",
    schema: { type: "boolean", default: false },
    description: "top counts the segments of each class",
  },
  { name: "min_score", schema: { type: "number" }, description: "Leaves out segments of lower score" },
  {
    name: "fps",
    schema: { type: "number", exclusiveMinimum: 0 },
    description: "Frames per second of the video, instead of what the recipe says; of features",
  },
  {
    name: "duration",
    schema: { type: "number", exclusiveMinimum: 0 },
    description: "Seconds of the video, for a model whose times are from durations",
  },
];

/**
 * Reads the options.
 *
 * @throws {Refusal} With status 400.
 */
export function readSegmentOptions(query: URLSearchParams, times: ServedTimes): SegmentOptions {
  const names = QUERY_OPTIONS.map(({ name }) => name);
  for (const name of new Set(query.keys())) {
    const option = QUERY_OPTIONS.find((each) => each.name === name);
    if (!option) {
      throw refused(
        `Unknown option "${name}" behind the question mark`,
        `one of: ${names.join(", ")}`,
        suggest(name, names) ?? "leave it out",
      );
    }
    if (query.getAll(name).length > 1) {
      throw refused(`Option ${name} is given more than once`, "one value", "leave the others out");
    }
  }
  const text = (name: string) => query.get(name) ?? undefined;
  const number = (name: string, wanted: string, fits: (value: number) => boolean) => {
    const given = text(name);
    if (given === undefined) return undefined;
    const value = finiteNumber(given);
    if (value !== undefined && fits(value)) return value;
    throw refused(
      `Option ${name} is "${given}"`,
      wanted,
      `write ${wanted}, such as ?${name}=${EXAMPLES[name]}`,
    );
  };
  const options = {
    video: nameOf(text("video")),
    top: number("top", "a whole number from 1", (value) => Number.isInteger(value) && value >= 1),
    perClass: flag(text("per_class")),
    minScore: number("min_score", "a number", () => true),
    fps: number("fps", "a number > 0", (value) => value > 0),
    duration: number("duration", "seconds, a number > 0", (value) => value > 0),
  };
  refuseOtherTimes(options, times);
  if (options.perClass && options.top === undefined) {
    throw refused(
      "Option per_class says what top counts",
      "option top beside it",
      "add top=5, or leave it out",
    );
  }
  return options;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  top: "5",
  min_score: "0.2",
  fps: "25",
  duration: "12.5",
};

/** The name is that of a file while the request is worked on. */
function nameOf(given = USUAL_NAME): string {
  const bytes = new TextEncoder().encode(given).length;
  if (
    given !== "" && bytes <= LONGEST_NAME && !/[/\\\p{Cc}]|^\./u.test(given) &&
    given.isWellFormed()
  ) {
    return given.normalize();
  }
  throw refused(
    `Option video is ${JSON.stringify(given.slice(0, 80))}`,
    `a name of at most ${LONGEST_NAME} bytes, without / and \\, that does not begin with a dot`,
    "send another name, such as ?video=kitchen_2",
  );
}

function flag(given: string | undefined): boolean {
  if (given === undefined || given === "false") return false;
  if (given === "true" || given === "") return true;
  throw refused(`Option per_class is "${given}"`, "true or false", "write ?per_class=true");
}

/** Times that the model does not read would be silently without effect. */
function refuseOtherTimes({ fps, duration }: SegmentOptions, times: ServedTimes): void {
  if (times === "duration of each video") {
    if (duration === undefined) {
      throw refused(
        "The model was trained on features whose times are from durations, and that of the video is not known",
        "option duration",
        "add the seconds of the video: ?duration=12.5",
      );
    }
    if (fps !== undefined) {
      throw refused(
        "Option fps does not say the times of this model",
        "option duration alone",
        "leave fps out",
      );
    }
  } else if (duration !== undefined) {
    throw refused(
      "Option duration does not say the times of this model, which are from frame rates",
      "no duration",
      "leave it out; ?fps=25 states a frame rate",
    );
  }
}

function refused(error: string, expected: string, remedy: string): Refusal {
  return new Refusal(400, { error, expected, remedy });
}
