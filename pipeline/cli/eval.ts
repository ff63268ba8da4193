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
import type { Detection } from "../annotations/detection.ts";
import { readAmbiguous } from "../annotations/ambiguous_list.ts";
import {
  type Annotations,
  type GroundTruth,
  groundTruthOf,
  readAnnotations,
} from "../annotations/ground_truth.ts";
import { readPredictions } from "../annotations/predictions.ts";
import { readLabelIds } from "../annotations/predictions/labels.ts";
import { nameWarnings } from "../annotations/predictions/names.ts";
import { inSeconds, type TimeUnit, unitWarnings } from "../annotations/predictions/times.ts";
import { averageRecall, recallReport, recallSummary } from "../evaluation/average_recall.ts";
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
  /** tIoU thresholds instead of the protocol's, as "first:last:step" with both ends, or one number. */
  readonly tiou?: string | undefined;
  /** Name of a protocol; the default one otherwise. */
  readonly protocol?: string | undefined;
  /** File with the names of labels that are numbers. */
  readonly labels?: string | undefined;
  /** What predicted times are, instead of seconds. */
  readonly time?: TimeUnit | undefined;
  /** Frames per second of every video, for times in frames. */
  readonly fps?: number | undefined;
  /** Scores by average recall, whatever the labels. */
  readonly proposals?: boolean | undefined;
  /** A list of ambiguous intervals, for protocols that leave these out. */
  readonly ambiguous?: string | undefined;
  /** Prints one line of JSON to standard output, and the tables to standard error. */
  readonly json?: boolean | undefined;
}

/** Prints the mAP of a prediction file, or the average recall of proposals, and returns the exit code. */
export async function evalCommand(predictions: string, options: EvalOptions): Promise<number> {
  if (options.proposals) return await scoreProposals(predictions, options);
  const { evaluation, warnings } = await evaluateFile(predictions, options);
  printScores(warnings, evaluationReport(evaluation), evaluationSummary(evaluation), options);
  return 0;
}

function printScores(
  warnings: readonly string[],
  report: readonly string[],
  summary: Record<string, unknown>,
  { json }: EvalOptions,
): void {
  for (const warning of warnings) printErr(`warning: ${warning}`);
  if (json) {
    printErr(report);
    printJson(summary);
  } else printOut(report);
}

/** tIoU thresholds of proposals: those of ActivityNet. */
const PROPOSAL_THRESHOLDS = "0.5:0.95:0.05";

async function scoreProposals(predictions: string, options: EvalOptions): Promise<number> {
  const thresholds = parseThresholds(options.tiou ?? PROPOSAL_THRESHOLDS);
  const { groundTruth, detections, warnings } = await readBoth(predictions, options);
  const recall = averageRecall(groundTruth, detections, thresholds);
  const { subset } = groundTruth;
  printScores(warnings, recallReport(recall, subset), recallSummary(recall, subset), options);
  return 0;
}

/**
 * Scores a prediction file.
 *
 * @throws {UserError} When an option or one of the files cannot be used.
 */
export async function evaluateFile(
  predictions: string,
  options: EvalOptions,
): Promise<{ readonly evaluation: Evaluation; readonly warnings: readonly string[] }> {
  const preset = findProtocol(options.protocol ?? DEFAULT_PROTOCOL);
  const protocol = options.tiou === undefined
    ? preset
    : withThresholds(preset, parseThresholds(options.tiou));
  if (options.ambiguous !== undefined && protocol.ambiguous === "absent") {
    throw userError(unusedIntervals(protocol), "leave out --ambiguous, or choose another --protocol");
  }
  const { groundTruth, detections, warnings } = await readBoth(predictions, options);
  const evaluation = evaluate(groundTruth, detections, protocol);
  return { evaluation, warnings: [...warnings, ...evaluation.warnings] };
}

/** What is scored, in seconds, and what it is scored against. */
interface Both {
  readonly annotations: Annotations;
  readonly groundTruth: GroundTruth;
  readonly detections: readonly Detection[];
  readonly warnings: readonly string[];
}

async function readBoth(predictions: string, options: EvalOptions): Promise<Both> {
  const { groundTruth: file, subset = "test", ambiguous, labels, time, fps, proposals } = options;
  if (fps !== undefined && time !== "frames") {
    throw userError("--fps says what times in frames are", "add --time frames, or leave --fps out");
  }
  const intervals = ambiguous === undefined ? undefined : await readAmbiguous(ambiguous);
  const read = async () => {
    const annotations = await readAnnotations(file);
    const groundTruth = {
      ...groundTruthOf(annotations, subset, file),
      ...(intervals && { ambiguous: intervals.intervals }),
    };
    const ids = labels === undefined ? undefined : await readLabelIds(labels);
    return {
      annotations,
      groundTruth,
      ...await readPredictions(predictions, groundTruth.labels, { ids, proposals }),
    };
  };
  const both = await read().catch(async (error) => {
    refuseMisnamed(predictions);
    refuseMisnamed(file);
    await refuseSwapped(predictions, file);
    throw error;
  });
  const timed = { file, videos: both.annotations.database };
  const warnings = [
    ...both.annotations.warnings,
    ...both.detections.length === 0 ? [`"${predictions}" has no predictions`] : [],
    ...both.warnings,
    ...nameWarnings(both.detections, new Set(both.groundTruth.videos.keys())),
  ];
  if (time) return { ...both, detections: inSeconds(both.detections, time, timed, fps), warnings };
  return { ...both, warnings: [...warnings, ...unitWarnings(both.detections, timed)] };
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
