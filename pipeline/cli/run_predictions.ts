/** The predictions of a finished run, and what its recipe says of how they are scored. */
import { join, resolve } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import { readPredictions } from "../annotations/predictions.ts";
import { scoredTwice } from "../annotations/stated_twice.ts";
import { readJson } from "../annotations/json/read.ts";
import { UNSCORED } from "../data/describe.ts";
import { openDataset } from "../data/open_dataset.ts";
import { evaluate, type Evaluation } from "../evaluation/evaluation.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { LANGUAGE, type Language } from "../language.ts";
import { protocolOf } from "../runs/test_split.ts";
import {
  type Both,
  type ComparedFiles,
  type FileOptions,
  protocolFor,
  readBoth,
  refuseUnusedIntervals,
} from "./eval_files.ts";
import { compileFile } from "./load.ts";
import { suggestRun } from "./options/names.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, pathWord, toPaste } from "./terminal/paths.ts";

/** Predictions and ground truth, and the protocol under which they are compared. */
export interface ComparedRun extends Both {
  readonly protocol: Protocol;
  /** What the protocol is chosen from. */
  readonly language: Language;
}

/** What may be said instead of the recipe, whose values `set` overrides. */
export interface RunFileOptions extends Omit<ComparedFiles, "groundTruth"> {
  /** Annotation file instead of the run's own. */
  readonly groundTruth?: string | undefined;
}

/**
 * Reads the predictions of a run, and its ground truth: that of its data set, generated again where it was, or the
 * annotation file of the options.
 *
 * @throws {UserError} When it is no finished run, or its data cannot be used.
 */
export async function readRun(run: string, options: RunFileOptions): Promise<ComparedRun> {
  const predictions = requireFinished(run);
  const { set = [] } = options;
  const compiled = await compileFile(join(run, "recipe.yaml"), {
    set,
    folder: fromHere("."),
    cwd: Deno.cwd(),
    read: readTextSync,
  });
  const { program: { recipe } } = compiled;
  const language = compiled.language ?? LANGUAGE;
  const axes = set.filter((each) => each.startsWith("evaluation.protocol."));
  const protocol = options.protocol === undefined
    ? protocolOf(recipe)
    : protocolFor({ ...options, set: axes });
  refuseUnusedIntervals(protocol, options.ambiguous);
  if (options.groundTruth !== undefined) {
    const both = await readBoth(predictions, { ...options, ...otherFiles(recipe, options) });
    return { ...both, protocol, language };
  }
  refuseFileOptions(run, recipe, options);
  const { groundTruth } = await openDataset(recipe, language, { isSampled: false });
  if (!groundTruth) throw userError(`Nothing was scored in run "${run}": ${UNSCORED}`);
  const { detections, warnings } = await readPredictions(predictions, groundTruth.labels);
  const evaluation = evaluate(groundTruth, detections, protocol, language.kinds.protocols);
  return {
    protocol,
    language,
    groundTruth,
    detections,
    warnings: [
      ...scoredTwice(groundTruth),
      ...detections.length === 0 ? [`"${predictions}" has no predictions`] : [],
      ...warnings,
      ...set.length === 0 && options.protocol === undefined ? await changedSince(run, evaluation) : [],
    ],
  };
}

/**
 * The prediction file of a finished run.
 *
 * @param wanted What to do where a path is none of a run, and near to none.
 * @throws {UserError} When it is no run, or not finished.
 */
export function requireFinished(run: string, wanted = "name a run folder, or a prediction file"): string {
  const predictions = join(run, "predictions.json");
  if (!isThere(join(run, "recipe.yaml"))) {
    throw userError(
      `"${run}" is no run folder: it has no recipe.yaml`,
      suggestRun(run) ?? wanted,
    );
  }
  if (!isThere(predictions)) {
    const resume = command("run", "--resume", toPaste(run));
    const result = join(run, "result.json");
    // A run that has results does not go on: it evaluates its last weights again where they are absent.
    throw isThere(result)
      ? userError(
        `Run "${run}" has no predictions: its predictions.json was removed`,
        `restore the file from a copy, or remove "${toPaste(result)}" and write ${resume}`,
      )
      : userError(`Run "${run}" has no predictions: it is not finished`, `go on with it: ${resume}`);
  }
  return predictions;
}

/** Points of mAP by which a result differs from another one. */
const OTHER = 0.005;

/** A sentence where the files of a run do not give the mAP that it has written down. */
async function changedSince(run: string, { averages, protocol }: Evaluation): Promise<string[]> {
  const file = join(run, "result.json");
  const { average } = isThere(file) ? (await readJson(file)).value as { average?: unknown } : {};
  const now = averages[protocol.headline]! * 100;
  if (typeof average !== "number" || Math.abs(average - now) <= OTHER) return [];
  return [
    `${pathWord(file)} says average mAP ${average.toFixed(2)}, and the run's files give ${now.toFixed(2)}: ` +
    "its recipe, predictions or annotations were changed since",
  ];
}

/** How another annotation file is read: as the recipe reads its own, where nobody says otherwise. */
function otherFiles(
  { data, evaluation }: Recipe,
  { groundTruth, subset = evaluation.subset, ambiguous, ignoreLabels = [] }: RunFileOptions,
): FileOptions {
  const isFolder = data.kind === "folder";
  const list = isFolder && evaluation.ambiguous !== undefined
    ? resolve(data.root, evaluation.ambiguous)
    : undefined;
  return {
    groundTruth: groundTruth!,
    subset,
    ambiguous: ambiguous ?? list,
    ignoreLabels: ignoreLabels.length > 0 || !isFolder ? ignoreLabels : data.ignore_labels,
  };
}

/** Refuses to read a run's own data otherwise than the run did. */
function refuseFileOptions(
  run: string,
  { evaluation }: Recipe,
  { subset, ignoreLabels, ambiguous, labels, time, fps }: RunFileOptions,
): void {
  const given = Object.entries({
    "--subset": subset === evaluation.subset ? undefined : subset,
    "--ignore-label": ignoreLabels?.[0],
    "--ambiguous": ambiguous,
    "--labels": labels,
    "--time": time,
    "--fps": fps,
  }).flatMap(([flag, value]) => value === undefined ? [] : [flag]);
  if (given.length === 0) return;
  throw userError(
    `${given.join(" and ")}: the recipe of run "${run}" says how its data are read`,
    `leave out ${given.join(" and ")}, or name another --ground-truth`,
  );
}
