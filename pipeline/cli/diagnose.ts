/** `diagnose`: why the mAP of predictions is not 100. */
import { dirname } from "node:path";
import { type UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import type { BinsName } from "../../specs/kinds/protocols/diagnosis.ts";
import { diagnosisDefaults } from "../../specs/kinds/protocols/mod.ts";
import { diagnose, type Diagnosis } from "../evaluation/diagnosis/diagnosis.ts";
import { diagnosisSummary } from "../evaluation/diagnosis/summary.ts";
import { noClassWarnings } from "../evaluation/no_class.ts";
import { isFolder, isThere } from "../files/reading.ts";
import { diagnosisLines } from "./diagnosis_lines.ts";
import { parseThresholds, printScores } from "./eval.ts";
import { type Notes, protocolFor, readBoth } from "./eval_files.ts";
import { isRun } from "../runs/folder.ts";
import { suggestRun } from "./options/names.ts";
import type { RunFileOptions } from "./run_predictions.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { toPaste } from "./terminal/paths.ts";
import { later } from "./later.ts";

/** Options of `diagnose`. */
export interface DiagnoseOptions extends RunFileOptions {
  /** tIoU thresholds instead of the protocol's, as "first:last:step" with both ends, or one number. */
  readonly tiou?: string | undefined;
  /** How instances are sorted, instead of what the protocol says. */
  readonly bins?: BinsName | undefined;
  /** Prints one line of JSON to standard output, and the tables to standard error. */
  readonly json?: boolean | undefined;
}

/** Prints the diagnosis of a prediction file or of a run, and returns the exit code. */
export async function diagnoseCommand(predictions: string, options: DiagnoseOptions): Promise<number> {
  const { diagnosis, ...notes } = await diagnoseFiles(predictions, options);
  printScores(notes, diagnosisLines(diagnosis), diagnosisSummary(diagnosis), options);
  return 0;
}

/** A diagnosis, and what a person should know about the files. */
export interface DiagnosedFiles extends Notes {
  readonly diagnosis: Diagnosis;
}

/**
 * Diagnoses a prediction file or a run.
 *
 * @throws {UserError} When an option, one of the files or the run cannot be used.
 */
export async function diagnoseFiles(predictions: string, options: DiagnoseOptions): Promise<DiagnosedFiles> {
  const thresholds = options.tiou === undefined ? undefined : parseThresholds(options.tiou);
  const { groundTruth, detections, protocol, protocols, defaults, warnings, ...notes } = await read(
    predictions,
    options,
  );
  const diagnosis = diagnose(groundTruth, detections, protocol, {
    thresholds: thresholds ?? defaults.tiou,
    bins: options.bins ?? defaults.bins,
    protocols,
  });
  const noClass = isFolder(predictions)
    ? []
    : noClassWarnings(diagnosis, (label) => `--ignore-label "${label}"`);
  return { ...notes, diagnosis, warnings: [...warnings, ...diagnosis.warnings, ...noClass] };
}

async function read(predictions: string, options: DiagnoseOptions) {
  if (isFolder(predictions)) {
    // Only this needs the kinds of the language, and with them TensorFlow.js.
    const { readRun } = await later<typeof import("./run_predictions.ts")>("./run_predictions.ts");
    const { language, ...read } = await readRun(predictions, options);
    const defaults = diagnosisDefaults(read.protocol, language.vocabulary.protocols);
    return { ...read, defaults, protocols: language.kinds.protocols };
  }
  const { groundTruth } = options;
  if (groundTruth === undefined) throw missingGroundTruth(predictions);
  const protocol = protocolFor(options);
  const both = await readBoth(predictions, { ...options, groundTruth });
  return { ...both, protocol, defaults: diagnosisDefaults(protocol), protocols: undefined };
}

function missingGroundTruth(predictions: string): UserError {
  const run = isThere(predictions) ? undefined : suggestRun(predictions);
  if (run !== undefined) return userError(`No run at "${predictions}"`, run);
  const folder = dirname(predictions);
  return userError(
    `"${predictions}" is no run folder, and what it is compared with is missing`,
    isRun(folder)
      ? `write ${command("diagnose", toPaste(folder))}, or add --ground-truth and the annotation file`
      : "add --ground-truth and the annotation file, or name a run folder",
  );
}
