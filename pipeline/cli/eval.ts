/** `eval`: the mAP of a prediction file. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { withThresholds } from "../../specs/kinds/protocols/mod.ts";
import { linspace } from "../../specs/options/range.ts";
import { averageRecall, recallReport, recallSummary } from "../evaluation/average_recall.ts";
import { evaluate, type Evaluation } from "../evaluation/evaluation.ts";
import { noClassWarnings } from "../evaluation/no_class.ts";
import { evaluationReport, evaluationSummary } from "../evaluation/text.ts";
import { scoredWithoutLength } from "../annotations/without_length.ts";
import { type ComparedFiles, type Notes, protocolFor, readBoth } from "./eval_files.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";

/** Options of `eval`. */
export interface EvalOptions extends ComparedFiles {
  /** tIoU thresholds instead of the protocol's, as "first:last:step" with both ends, or one number. */
  readonly tiou?: string | undefined;
  /** Prints one line of JSON to standard output, and the tables to standard error. */
  readonly json?: boolean | undefined;
}

/** Prints the mAP of a prediction file, or the average recall of proposals, and returns the exit code. */
export async function evalCommand(predictions: string, options: EvalOptions): Promise<number> {
  if (options.proposals) return await scoreProposals(predictions, options);
  const { evaluation, ...notes } = await evaluateFile(predictions, options);
  printScores(notes, evaluationReport(evaluation), evaluationSummary(evaluation), options);
  return 0;
}

/** Prints results as lines, or as one line of JSON and the lines to standard error, after what is to be known of the files. */
export function printScores(
  { warnings, note, ignored }: Notes,
  report: readonly string[],
  summary: Record<string, unknown>,
  { json }: Pick<EvalOptions, "json">,
): void {
  for (const warning of warnings) printErr(`warning: ${warning}`);
  if (note !== undefined) printErr(`note: ${note}`);
  if (ignored !== undefined) printErr(`ignored ${ignored}`);
  if (json) {
    printErr(report);
    printJson(summary);
  } else printOut(report);
}

/** tIoU thresholds of proposals: those of ActivityNet. */
const PROPOSAL_THRESHOLDS = "0.5:0.95:0.05";

async function scoreProposals(predictions: string, options: EvalOptions): Promise<number> {
  for (const name of ["protocol", "ambiguous", "set"] as const) {
    if (options[name] === undefined) continue;
    throw userError(`--${name} says how mAP is computed, and proposals have none`, `leave out --${name}`);
  }
  const thresholds = parseThresholds(options.tiou ?? PROPOSAL_THRESHOLDS);
  const { groundTruth, detections, ...notes } = await readBoth(predictions, options);
  const recall = averageRecall(groundTruth, detections, thresholds);
  const { subset } = groundTruth;
  const warnings = [...scoredWithoutLength(groundTruth), ...notes.warnings];
  printScores({ ...notes, warnings }, recallReport(recall, subset), recallSummary(recall, subset), options);
  return 0;
}

/** A prediction file, scored. */
export interface Scored extends Notes {
  readonly evaluation: Evaluation;
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
  const preset = protocolFor(options);
  const protocol = options.tiou === undefined
    ? preset
    : withThresholds(preset, parseThresholds(options.tiou));
  const { groundTruth, detections, warnings, ...notes } = await readBoth(predictions, options);
  const evaluation = evaluate(groundTruth, detections, protocol);
  const noClass = noClassWarnings(evaluation, (label) => `--ignore-label "${label}"`);
  return {
    ...notes,
    evaluation,
    warnings: [...scoredWithoutLength(groundTruth), ...warnings, ...evaluation.warnings, ...noClass],
  };
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
