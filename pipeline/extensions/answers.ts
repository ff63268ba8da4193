/** What the kinds of an extension must give, family by family: what is wrong with it, in words. */
import { Tensor } from "@tensorflow/tfjs-core";
import type { Choice } from "../../specs/kinds/mod.ts";

/** Says what is wrong with an answer to a call; undefined where nothing is. */
export type Ask = (answer: unknown, args: readonly unknown[]) => string | undefined;

/** What `run` of a kind gives: a function, or a map with functions and values. */
export interface Answers {
  /** The type that it has in `@walt/walt`. */
  readonly type: string;
  /** For a function, what it answers. */
  readonly call?: Ask;
  /** For a map, its functions, by what they answer. */
  readonly members?: Readonly<Record<string, Ask>>;
  /** For a map, its values. */
  readonly values?: Readonly<Record<string, Ask>>;
}

/** Anything will do. */
const any: Ask = () => undefined;

const finite: Ask = (answer) =>
  typeof answer === "number" && Number.isFinite(answer) ? undefined : `${shown(answer)}, no finite number`;

const list: Ask = (answer) => isList(answer) ? undefined : `${shown(answer)}, no list`;

const map: Ask = (answer) => isMap(answer) ? undefined : `${shown(answer)}, no map`;

const rows: Ask = (answer) => answer instanceof Int32Array ? undefined : `${shown(answer)}, no Int32Array`;

const CONTENTS: readonly unknown[] = ["json", "rows", "document"];

const content: Ask = (answer) =>
  CONTENTS.includes(answer) ? undefined : `${shown(answer)}, none of "json", "rows" and "document"`;

const bool: Ask = (answer) => typeof answer === "boolean" ? undefined : `${shown(answer)}, not true or false`;

const columns: Ask = (answer) => {
  const { scores, starts, ends } = isMap(answer) ? answer : {};
  if (!isList(scores) || !isList(starts) || !isList(ends)) return `${shown(answer)}, no columns of segments`;
  if (starts.length !== scores.length || ends.length !== scores.length) {
    return `${scores.length} scores, ${starts.length} starts and ${ends.length} ends`;
  }
  for (const [name, column] of Object.entries({ scores, starts, ends })) {
    const wrong = Array.from(column).findIndex((each) => finite(each, []) !== undefined);
    if (wrong >= 0) return `${shown(column[wrong])} among the ${name}`;
  }
  return undefined;
};

const levels: Ask = (answer, [samples]) => {
  if (!isList(answer)) return `${shown(answer)}, no list`;
  const count = isList(samples) ? samples.length : 0;
  for (const level of Array.from(answer)) {
    for (const name of ["intervals", "counted"]) {
      const intervals = isMap(level) ? level[name] : undefined;
      const { starts, ends } = isMap(intervals) ? intervals : {};
      if (!isList(starts) || !isList(ends) || starts.length !== ends.length) {
        return `a level whose ${name} are not as many starts as ends`;
      }
      const isSample = (at: unknown) => Number.isInteger(at) && Number(at) >= 0 && Number(at) < count;
      for (let i = 0; i < starts.length; i++) {
        if (isSample(starts[i]) && isSample(ends[i]) && Number(starts[i]) <= Number(ends[i])) continue;
        return `an interval from sample ${shown(starts[i])} to ${shown(ends[i])} of ${count}`;
      }
    }
  }
  return undefined;
};

const gradients: Ask = (answer, [given]) => {
  const wanted = given as readonly Tensor[];
  if (!isList(answer) || answer.length !== wanted.length) {
    return `${isList(answer) ? answer.length : shown(answer)} for ${wanted.length} gradients`;
  }
  const wrong = wanted.findIndex(({ shape }, i) => {
    const each = answer[i];
    return !(each instanceof Tensor) || each.isDisposed || String(each.shape) !== String(shape);
  });
  return wrong < 0
    ? undefined
    : `no tensor [${wanted[wrong]!.shape.join(", ")}] for a gradient of that shape`;
};

const spans: Ask = (answer) => {
  if (!isList(answer)) return `${shown(answer)}, no list`;
  const wrong = Array.from(answer).find((each) => {
    const { start, end } = isMap(each) ? each : {};
    return finite(start, []) !== undefined || finite(end, []) !== undefined || Number(start) > Number(end);
  });
  if (wrong === undefined) return undefined;
  const { start, end } = isMap(wrong) ? wrong : {};
  return `a span from ${shown(start)} to ${shown(end)}`;
};

const scheduled: Ask = (answer) =>
  isMap(answer) && typeof answer["kind"] === "string" ? undefined : finite(answer, []);

/** By family; functions and blocks are asked elsewhere, by their type rules. */
export const ANSWERS: { readonly [F in Choice]: Answers } = {
  formats: { type: "FeatureFormat", members: { readHead: map, readRows: map } },
  layouts: { type: "Layout", values: { content } },
  initializers: { type: "Initialize", call: any },
  train_samplers: { type: "TrainSampler", call: rows },
  test_samplers: { type: "TestSampler", call: rows },
  batches: {
    type: "BatchMaker",
    call: (answer) => isMap(answer) && Array.isArray(answer["videos"]) ? undefined : "no list of videos",
  },
  groups: { type: "Group", call: levels },
  scores: { type: "Score", call: finite },
  optimizers: {
    type: "Optimizer",
    members: { numbers: map, update: any },
    values: { rate: scheduled, slots: list },
  },
  schedules: { type: "Schedule", members: { at: finite }, values: { spansTraining: bool } },
  clippings: { type: "Clip", call: gradients },
  suppressions: { type: "Suppress", call: columns },
  protocols: {
    type: "ProtocolRules",
    members: { outside: list, match: list, overlap: finite, averagePrecision: finite },
  },
  targets: { type: "Target", members: { spans }, values: { scaled: bool } },
  encoders: { type: "OpenEncoder", call: any },
};

/** What is wrong with what `run` of a kind gives. */
export function problemOfMade(
  made: unknown,
  { type, call, members = {}, values = {} }: Answers,
): string | undefined {
  if (call) return typeof made === "function" ? undefined : `${shown(made)}, no ${type}`;
  if (!isMap(made)) return `${shown(made)}, no ${type}`;
  const missing = Object.keys(members).find((name) => typeof made[name] !== "function");
  if (missing !== undefined) return `no ${type}: it has no function ${missing}`;
  for (const [name, ask] of Object.entries(values)) {
    const problem = ask(made[name], []);
    if (problem !== undefined) return `no ${type}: its ${name} is ${problem}`;
  }
  return undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (value instanceof Promise) return "a promise";
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  return isMap(value) ? "a map" : String(value);
}
