/** The predictions of a finished run, and what its recipe says of how they are scored. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { readPredictions } from "../annotations/predictions.ts";
import { scoredTwice } from "../annotations/stated_twice.ts";
import { UNSCORED } from "../data/describe.ts";
import { openDataset } from "../data/open_dataset.ts";
import { readTextSync } from "../files/reading.ts";
import { LANGUAGE, type Language } from "../language.ts";
import { protocolOf } from "../runs/test_split.ts";
import { type Both, type ComparedFiles, protocolFor, readBoth } from "./eval_files.ts";
import { compileFile } from "./load.ts";
import { suggestRun } from "./options/names.ts";
import { taskCommand, toPaste } from "./terminal/paths.ts";

/** Predictions and ground truth, and the protocol under which they are compared. */
export interface ComparedRun extends Both {
  readonly protocol: Protocol;
  /** What the protocol is chosen from. */
  readonly language: Language;
}

/** What may be said instead of the recipe. */
export type RunFileOptions = { readonly [K in keyof ComparedFiles]?: ComparedFiles[K] | undefined };

/**
 * Reads the predictions of a run, and its ground truth: that of its data set, generated again where it was, or the
 * annotation file of the options.
 *
 * @throws {UserError} When it is no finished run, or its data cannot be used.
 */
export async function readRun(run: string, options: RunFileOptions): Promise<ComparedRun> {
  const predictions = join(run, "predictions.json");
  if (!existsSync(join(run, "recipe.yaml"))) {
    throw userError(
      `"${run}" is no run folder: it has no recipe.yaml`,
      suggestRun(run) ?? "name a run folder, or a prediction file",
    );
  }
  if (!existsSync(predictions)) {
    throw userError(
      `Run "${run}" has no predictions: it is not finished`,
      `go on with it: ${taskCommand("run", "--resume", toPaste(run))}`,
    );
  }
  const compiled = await compileFile(join(run, "recipe.yaml"), { read: readTextSync });
  const { program: { recipe } } = compiled;
  const language = compiled.language ?? LANGUAGE;
  const protocol = options.protocol === undefined ? protocolOf(recipe) : protocolFor(options);
  const { data, evaluation } = recipe;
  if (options.groundTruth !== undefined) {
    const root = data.kind === "folder" ? data.root : "";
    const ambiguous = evaluation.ambiguous === undefined ? undefined : join(root, evaluation.ambiguous);
    const ignored = data.kind === "folder" ? data.ignore_labels : [];
    const { subset = evaluation.subset, ignoreLabels = [], groundTruth } = options;
    const both = await readBoth(predictions, {
      ...options,
      ambiguous: options.ambiguous ?? ambiguous,
      groundTruth,
      subset,
      ignoreLabels: ignoreLabels.length > 0 ? ignoreLabels : ignored,
    });
    return { ...both, protocol, language };
  }
  refuseFileOptions(run, options);
  const { groundTruth } = await openDataset(recipe, language, { isSampled: false });
  if (!groundTruth) throw userError(`Nothing was scored in run "${run}": ${UNSCORED}`);
  const { detections, warnings } = await readPredictions(predictions, groundTruth.labels);
  return {
    protocol,
    language,
    groundTruth,
    detections,
    warnings: [
      ...scoredTwice(groundTruth),
      ...detections.length === 0 ? [`"${predictions}" has no predictions`] : [],
      ...warnings,
    ],
  };
}

/** Refuses to read a run's own data otherwise than the run did. */
function refuseFileOptions(
  run: string,
  { subset, ignoreLabels, ambiguous, labels, time, fps }: RunFileOptions,
): void {
  const given = Object.entries({
    "--subset": subset,
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
