/** Damaged annotation and prediction files: refused with a place, or scored as a straightforward evaluation scores them. */
import fc from "fast-check";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { evaluate } from "../../pipeline/evaluation/evaluation.ts";
import { groundTruthOf, readAnnotations } from "../../pipeline/annotations/ground_truth.ts";
import { readPredictions } from "../../pipeline/annotations/predictions.ts";
import { evaluationReport, evaluationSummary } from "../../pipeline/evaluation/text.ts";
import { DEFAULT_PROTOCOL, findProtocol } from "../../specs/kinds/protocols/mod.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { averagePrecision } from "../pipeline/evaluation/straightforward.ts";
import type { Fuzzer } from "./fuzzer.ts";
import { type Change, change, changed, TOKEN } from "./json_changes.ts";

const GROUND_TRUTH = {
  version: "1",
  database: {
    v1: { subset: "test", duration: 20, fps: "25", annotations: [{ label: "plongée", segment: [1, 3] }] },
    "10": {
      subset: "test",
      annotations: [{ label: "plongée", segment: ["2", 4.5] }, { label: "jump", segment: [6, 8] }],
    },
    v3: { subset: "train", duration: null, annotations: [{ label: "throw" }] },
  },
};
const PREDICTIONS = {
  version: "1",
  results: {
    v1: [{ label: "plongée", score: 0.9, segment: [1, 3] }, {
      label: "plongée",
      score: "0.5",
      segment: [2, 3.5],
    }],
    "10": [{ label: "jump", score: -1, segment: [6.5, 8] }],
  },
  external_data: {},
};
const BASES = { "gt.json": GROUND_TRUTH, "predictions.json": PREDICTIONS };
const FILES = Object.keys(BASES) as (keyof typeof BASES)[];

const encoding = fc.oneof(
  { weight: 12, arbitrary: fc.constant("utf-8") },
  fc.constantFrom("marked", "utf-16", "latin-1", "cut"),
);
/** One file and what is done to it. */
interface Damaged {
  readonly file: keyof typeof BASES;
  readonly indent: number;
  readonly changes: readonly Change[];
  readonly encoding: string;
}

function encoded(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  if (encoding === "marked") return new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]);
  if (encoding === "cut") return bytes.slice(0, -1);
  if (encoding === "latin-1") return Uint8Array.from(text, (character) => character.charCodeAt(0));
  if (encoding === "utf-8") return bytes;
  return new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
  ]);
}

/** What may be wrong with a file that is right everywhere, and so has no place. */
const WHOLE =
  /^(?:Unknown subset "test" in|Subset "test" of|Cannot read ".*": it is UTF-16 or UTF-32$|Not shown: )/;
/** Longer messages are a flood. */
const LONGEST_MESSAGE = 20_000;

function checkRefusal(error: UserError, parsed: boolean): void {
  for (const { message, place } of error.diagnostics) {
    if (!place && !WHOLE.test(message)) throw new Error(`It has no place: ${message}`, { cause: error });
    if (parsed && /^Cannot read JSON: /.test(message)) throw new Error(`JSON.parse reads it: ${message}`);
  }
  const shown = renderDiagnostics(error);
  if (shown.length > LONGEST_MESSAGE) throw new Error(`The message has ${shown.length} characters`);
}

/** Evaluates the two files as `eval` does, and compares with a straightforward evaluation. */
async function score(folder: string, plain: Readonly<Record<string, unknown>>): Promise<void> {
  const [gt, predictions] = FILES.map((file) => join(folder, file)) as [string, string];
  const groundTruth = groundTruthOf(await readAnnotations(gt), "test", gt);
  const { detections } = await readPredictions(predictions, groundTruth.labels);
  const evaluation = evaluate(groundTruth, detections, findProtocol(DEFAULT_PROTOCOL));
  for (const label of groundTruth.classes) {
    evaluation.tiou.forEach((threshold, t) => {
      const expected = averagePrecision(groundTruth.videos, detections, label, threshold);
      const found = evaluation.ap[label]![t]!;
      if (!(Math.abs(found - expected) < 1e-12)) {
        throw new Error(`AP of "${label}" at ${threshold} is ${found}: expected ${expected}`);
      }
    });
  }
  for (const value of [...evaluation.map, ...Object.values(evaluation.averages)]) {
    if (!(value >= 0 && value <= 1)) throw new Error(`An mAP is ${value}`);
  }
  const { classes } = JSON.parse(JSON.stringify(evaluationSummary(evaluation)));
  if (Object.keys(classes).length !== groundTruth.classes.length) throw new Error("A class is not told");
  evaluationReport(evaluation);
  const listed = Array.from(
    groundTruth.videos,
    ([video, list]) => list.map(({ label, start, end }) => [video, label, start, end]),
  );
  same("annotations", listed.flat(), annotationsOf(plain["gt.json"]));
  for (const { start, end } of [...groundTruth.videos.values()].flat()) {
    if (!(start >= 0 && end > start)) throw new Error(`An instance lasts from ${start} to ${end}`);
  }
  const read = detections.map(({ video, label, score, start, end }) => [video, label, score, start, end]);
  same("predictions", read, predictionsOf(plain["predictions.json"]));
}

// deno-lint-ignore no-explicit-any -- what JSON.parse gives, of which walt has said that it is right
type Plain = any;

/** What `eval` scores of a document that is right, read in the plainest way. */
function annotationsOf({ database }: Plain): unknown[] {
  const tested = Object.entries<Plain>(database).filter(([, { subset }]) => subset === "test");
  return tested.flatMap(([video, { annotations }]) =>
    annotations.map(({ label, segment }: Plain) => [video, label, ...segment.map(Number)])
  );
}

function predictionsOf(document: Plain): unknown[] {
  const isWrapped = typeof document.results === "object" && !Array.isArray(document.results);
  return Object.entries<Plain>(isWrapped ? document.results : document).flatMap(([video, list]) =>
    list.map(({ label, score, segment }: Plain) => [video, label, Number(score), ...segment.map(Number)])
  );
}

function same(what: string, found: (string | number)[][], expected: unknown[]): void {
  const numbers = found.flat().filter((each) => typeof each === "number");
  if (!numbers.every(Number.isFinite)) throw new Error(`The ${what} have a number that is not finite`);
  const [a, b] = [found, expected].map((list) => list.map((each) => JSON.stringify(each)).sort());
  if (!isDeepStrictEqual(a, b)) throw new Error(`The ${what} are ${a}: expected ${b}`);
}

/** Tries damaged files; the words are how reading and scoring them end. */
export const fuzzer: Fuzzer<Damaged> = {
  name: "json_files",
  inputs: fc.record({
    file: fc.constantFrom(...FILES),
    indent: fc.constantFrom(0, 1),
    changes: fc.array(change, { maxLength: 3 }),
    encoding,
  }),
  async check(input) {
    const folder = await Deno.makeTempDir();
    const path = join(folder, input.file);
    const text = changed(JSON.stringify(BASES[input.file], null, input.indent), input.changes);
    const bytes = encoded(text, input.encoding);
    const value = parsed(bytes);
    try {
      for (const file of FILES) await Deno.writeTextFile(join(folder, file), JSON.stringify(BASES[file]));
      await Deno.writeFile(path, bytes);
      await score(folder, { ...BASES, [input.file]: value });
      if (value === undefined) throw new Error("It is no JSON, and is scored");
      if (keysIn(text) !== keysOf(value)) throw new Error("A key that is given twice is not refused");
      return "scored";
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      checkRefusal(error, value !== undefined);
      return value === undefined ? "no JSON" : "refused";
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
};

/** Keys of a text that is JSON, repeated ones included. */
function keysIn(text: string): number {
  const tokens = text.match(TOKEN)!.filter((token) => token.trim() !== "");
  return tokens.filter((token, i) => token.startsWith('"') && tokens[i + 1] === ":").length;
}

function keysOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).map(keysOf).reduce((a, b) => a + b, 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** What the bytes of a file mean, undefined where they are no JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
