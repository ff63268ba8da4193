/** Reads the lines of `metrics.jsonl`. */
import { z } from "zod";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { checkJson } from "../annotations/json/check.ts";
import { parseJson } from "../annotations/json/locate.ts";
import type { MiningErrors } from "./mining.ts";

/** A line about a training step. */
export interface StepLine {
  readonly step: number;
  readonly total: number;
  /** Terms without their weights. */
  readonly losses: Readonly<Record<string, number>>;
  /** The scalars of section `logged`; NaN, which is null in the file, where one is not finite. */
  readonly logged: Readonly<Record<string, number>>;
}

/** A line about an evaluation; percentages. */
export interface EvaluationLine extends Partial<MiningErrors> {
  readonly step: number;
  /** The headline of the protocol; NaN, which is null in the file, where nothing is annotated that could be scored. */
  readonly average: number;
  /** Every average of the protocol by name; absent in lines of earlier versions, and where nothing could be scored. */
  readonly averages?: Readonly<Record<string, number>> | undefined;
  /** tIoU -> mAP; null where nothing could be scored. */
  readonly map: Readonly<Record<string, number>> | null;
  /** Classification mAP of the video scores; NaN, which is null in the file, where no video has a label. */
  readonly classification_map: number;
  /** Videos whose predicted classes are exactly their labels; NaN as above. */
  readonly accuracy: number;
}

/** The line before training: what an untrained model mines. */
export interface MiningLine extends MiningErrors {
  readonly step: 0;
}

/** A line of the file. */
export type MetricsLine = StepLine | EvaluationLine | MiningLine;

/** A line and its text, without the line break. */
export interface ReadLine {
  readonly text: string;
  readonly line: MetricsLine;
}

const step = z.int().positive().describe("a whole number from 1");
const number = z.number();
const orNaN = z.number().nullable().describe("a number or null").transform((value) => value ?? NaN);
const STEP = z.strictObject({
  step,
  total: number,
  losses: z.record(z.string(), number),
  logged: z.record(z.string(), orNaN),
});
const misses = {
  snippets: z.int().min(0),
  outside: z.array(orNaN),
  distance: z.array(orNaN),
};
const MISSES = z.strictObject(misses).exactOptional();
const MINING = z.record(
  z.string(),
  z.strictObject({
    ...misses,
    in_region: MISSES,
    spilled: MISSES,
    region: z.strictObject({ size: number, undersized: number }).exactOptional(),
    against: MISSES,
  }),
);
const LOGGED = z.record(z.string(), orNaN).exactOptional();
const BEFORE = z.strictObject({
  step: z.literal(0).describe("0"),
  mining: MINING,
  mining_logged: LOGGED,
});
const EVALUATION = z.strictObject({
  step,
  average: orNaN,
  averages: z.record(z.string(), number).optional(),
  map: z.record(z.string(), number).nullable(),
  classification_map: orNaN,
  accuracy: orNaN,
  mining: MINING.exactOptional(),
  mining_logged: LOGGED,
});

/** The texts of the whole lines of a file; a last one that was cut off by an interruption is left out. */
export function wholeLines(text: string): string[] {
  return text.split("\n").slice(0, -1);
}

/**
 * Checks lines: each is a step or an evaluation, and both come in the order of their steps.
 *
 * @param file Their file, for messages.
 * @param sure How many must be whole; of those after them a damaged one is the end.
 * @throws {UserError} With the place of the first mistake.
 */
export function checkLines(texts: readonly string[], file: string, sure = texts.length): ReadLine[] {
  const lines: ReadLine[] = [];
  const before = { losses: 0, average: 0, mining: -1 };
  let latest = 0;
  for (const [i, text] of texts.entries()) {
    try {
      const line = checkLine(text, file);
      const kind = kindOf(line);
      if (line.step <= before[kind] || line.step < latest) throw outOfOrder(text, file, line.step, latest);
      before[kind] = latest = line.step;
      lines.push({ text, line });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (i >= sure) break;
      throw atLine(i, error);
    }
  }
  return lines;
}

/** The key by which a line is known. */
function kindOf(line: MetricsLine): "losses" | "average" | "mining" {
  if ("losses" in line) return "losses";
  return "average" in line ? "average" : "mining";
}

const MENDING = "restore the file from a copy, or remove it: the curves then begin at the checkpoint";

function checkLine(text: string, file: string): MetricsLine {
  const value = parseJson(text, file);
  const has = (key: string) => typeof value === "object" && value !== null && key in value;
  const schema = has("losses") ? STEP : has("mining") && !has("average") ? BEFORE : EVALUATION;
  return checkJson({ file, text, value }, schema, MENDING);
}

function outOfOrder(text: string, file: string, step: number, latest: number): UserError {
  return new UserError(`Cannot use "${file}"`, [{
    message: `A line of step ${step} comes after one of step ${latest}: expected each once, in order`,
    place: { file, line: 1, column: 1, length: text.length, source: text },
  }]);
}

/** Moves the places of mistakes from a line of its own to its line in the file. */
function atLine(index: number, { heading, diagnostics }: UserError): UserError {
  return new UserError(
    heading,
    diagnostics.map(({ place, hint = MENDING, ...rest }) => ({
      ...rest,
      hint,
      place: place && { ...place, line: index + place.line },
    })),
  );
}
