/** `eval`: the mAP of a prediction file. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import {
  DEFAULT_PROTOCOL,
  findProtocol,
  unusedIntervals,
  withThresholds,
} from "../../specs/kinds/protocols/mod.ts";
import { linspace } from "../../specs/options/range.ts";
import { evaluate, type Evaluation } from "../evaluation/evaluation.ts";
import { readAmbiguous } from "../annotations/ambiguous_list.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import type { Annotations } from "../annotations/annotations.ts";
import { groundTruthOf, readAnnotations } from "../annotations/ground_truth.ts";
import { scoredWithoutLength } from "../annotations/without_length.ts";
import { ignoredText, ignoreLabels } from "../annotations/ignored_labels.ts";
import { readPredictions } from "../annotations/predictions.ts";
import { subsetNote } from "../annotations/subsets.ts";
import { noClassWarnings } from "../evaluation/no_class.ts";
import { evaluationReport, evaluationSummary } from "../evaluation/text.ts";
import { readJson } from "../annotations/json/read.ts";
import { isFolder } from "../files/reading.ts";
import { filesIn, nearestFile } from "./options/near_files.ts";
import { toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";

/** Options of `eval`. */
export interface EvalOptions {
  /** Annotation file. */
  readonly groundTruth: string;
  /** Subset that is evaluated; "test" by default. */
  readonly subset?: string | undefined;
  /** Labels that are not scored. */
  readonly ignoreLabels?: readonly string[] | undefined;
  /** tIoU thresholds instead of the protocol's, as "first:last:step" with both ends, or one number. */
  readonly tiou?: string | undefined;
  /** Name of a protocol; the default one otherwise. */
  readonly protocol?: string | undefined;
  /** A list of ambiguous intervals, for protocols that leave these out. */
  readonly ambiguous?: string | undefined;
  /** Prints one line of JSON to standard output, and the tables to standard error. */
  readonly json?: boolean | undefined;
}

/** Prints the mAP of a prediction file and returns the exit code. */
export async function evalCommand(predictions: string, options: EvalOptions): Promise<number> {
  const { evaluation, warnings, note, ignored } = await evaluateFile(predictions, options);
  for (const warning of warnings) printErr(`warning: ${warning}`);
  if (note !== undefined) printErr(`note: ${note}`);
  if (ignored !== undefined) printErr(`ignored ${ignored}`);
  const report = evaluationReport(evaluation);
  if (options.json) {
    printErr(report);
    printJson(evaluationSummary(evaluation));
  } else printOut(report);
  return 0;
}

/** A prediction file, scored. */
export interface Scored {
  readonly evaluation: Evaluation;
  /** One sentence each. */
  readonly warnings: readonly string[];
  /** Which videos are scored, where the file does not say it as the options do. */
  readonly note?: string | undefined;
  /** Which annotations were ignored, where some were. */
  readonly ignored?: string | undefined;
}

/**
 * Scores a prediction file.
 *
 * @throws {UserError} When an option or one of the files cannot be used.
 */
export async function evaluateFile(
  predictions: string,
  options: EvalOptions,
): Promise<Scored> {
  const preset = findProtocol(options.protocol ?? DEFAULT_PROTOCOL);
  const protocol = options.tiou === undefined
    ? preset
    : withThresholds(preset, parseThresholds(options.tiou));
  if (options.ambiguous !== undefined && protocol.ambiguous === "absent") {
    throw userError(unusedIntervals(protocol), "leave out --ambiguous, or choose another --protocol");
  }
  const intervals = options.ambiguous === undefined ? undefined : await readAmbiguous(options.ambiguous);
  const read = async () => {
    const annotations = ignoreLabels(await readAnnotations(options.groundTruth), options.ignoreLabels ?? []);
    requireLabels(annotations, options);
    const groundTruth = {
      ...groundTruthOf(annotations, options.subset ?? "test", options.groundTruth),
      ...(intervals && { ambiguous: intervals.intervals }),
    };
    return { annotations, groundTruth, ...await readPredictions(predictions, groundTruth.labels) };
  };
  const { annotations, groundTruth, detections, warnings } = await read().catch(async (error) => {
    refuseMisnamed(predictions);
    refuseMisnamed(options.groundTruth);
    await refuseSwapped(predictions, options.groundTruth);
    throw error;
  });
  const evaluation = evaluate(groundTruth, detections, protocol);
  const unusual = [...annotations.warnings, ...scoredWithoutLength(groundTruth), ...warnings];
  return {
    evaluation,
    warnings: [
      ...unusual,
      ...evaluation.warnings,
      ...noClassWarnings(evaluation, (label) => `--ignore-label "${label}"`),
    ],
    note: subsetNote(annotations.database, options.subset ?? "test", options.groundTruth),
    ignored: ignoredText(annotations.database.values()),
  };
}

/** Refuses labels to ignore that no annotation has. */
function requireLabels(
  { database }: Annotations,
  { ignoreLabels: wanted = [], groundTruth }: EvalOptions,
): void {
  const found = new Set(
    Array.from(database.values(), ({ labels, ignored }) => [...labels, ...ignored?.labels ?? []])
      .flat().map(({ label }) => label),
  );
  for (const label of wanted) {
    if (found.has(label)) continue;
    throw userError(
      `No annotation of "${groundTruth}" is labelled "${label}"`,
      suggest(label, [...found].sort()),
    );
  }
}

/** Says which file is meant where there is none of that name, or a run folder. */
function refuseMisnamed(path: string): void {
  const ending = /\.json$/;
  const ofRun = join(path, "predictions.json");
  const meant = isFolder(path)
    ? (existsSync(ofRun) ? ofRun : undefined)
    : existsSync(path)
    ? undefined
    : nearestFile(path, filesIn(dirname(path), ending), ending);
  if (meant === undefined) return;
  const what = isFolder(path) ? "it is a folder" : "there is no such file";
  throw userError(`Cannot read "${path}": ${what}`, `did you mean "${toPaste(meant)}"?`);
}

/** Says so where each of the two files is of the other's kind. */
async function refuseSwapped(predictions: string, groundTruth: string): Promise<void> {
  const holds = async (file: string, key: string) => {
    const value = await readJson(file).then(({ value }) => value, () => undefined);
    return typeof value === "object" && value !== null && Object.hasOwn(value, key);
  };
  if (!await holds(predictions, "database") || !await holds(groundTruth, "results")) return;
  throw userError(
    `The two files look swapped: "${predictions}" holds annotations and "${groundTruth}" predictions`,
    `write ${groundTruth} --ground-truth ${predictions}`,
  );
}

/**
 * Thresholds of `--tiou`: "first:last:step" with both ends, in the doubles of numpy's `linspace`, or one
 * number.
 *
 * @throws {UserError} when the text is something else, a threshold is not in (0, 1], or the steps miss the
 * last one.
 */
export function parseThresholds(text: string): number[] {
  const parts = text.split(":").map((part) => part.trim() === "" ? NaN : Number(part));
  const [first, last, step] = parts.length === 1 ? [parts[0]!, parts[0]!, 1] : parts;
  if ((parts.length !== 1 && parts.length !== 3) || ![first, last, step].every(Number.isFinite)) {
    throw userError(
      `Cannot read --tiou "${text}"`,
      "write first:last:step, such as 0.1:0.7:0.1, or one number",
    );
  }
  if (!(first! > 0 && last! <= 1 && first! <= last! && step! > 0)) {
    throw userError(`--tiou must rise within (0, 1]: current value is "${text}"`);
  }
  const steps = (last! - first!) / step!;
  if (Math.abs(steps - Math.round(steps)) > 1e-6 || steps > 1000) {
    throw userError(
      `--tiou must reach its last threshold in at most 1000 whole steps: current value is "${text}"`,
    );
  }
  return linspace(first!, last!, Math.round(steps) + 1);
}
