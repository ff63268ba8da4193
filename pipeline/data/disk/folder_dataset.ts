/** A data set on disk: annotations, split lists, classes and one feature file per video and source. */
import { join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { FolderData } from "../../../specs/recipe/data.ts";
import type { EvaluationSection, FeaturesSection } from "../../../specs/recipe/mod.ts";
import { checkAnnotations, groundTruthOf } from "../../annotations/ground_truth.ts";
import { readJson } from "../../annotations/json/read.ts";
import { isAbsent, readError } from "../../files/reading.ts";
import { readAmbiguous } from "../../annotations/ambiguous_list.ts";
import { readClasses } from "../../annotations/classes.ts";
import type { Dataset } from "../dataset.ts";
import { hashDataset } from "../dataset_hash.ts";
import { describeDataset } from "../describe.ts";
import { FEATURES_PAGE } from "./source_files.ts";
import { featureReader } from "./feature_rows.ts";
import { checkLabels } from "./labels.ts";
import { lengthWarnings } from "./warnings.ts";
import { LANGUAGE } from "../../language.ts";
import { collectMistakes } from "../../annotations/mistakes.ts";
import type { Formats } from "./format.ts";
import { openSources } from "./sources.ts";
import { splitWarnings } from "./warnings.ts";
import { checkAnnotated, readSplits } from "./splits.ts";
import { makeVideo } from "./videos.ts";

/** Bytes of features that are kept after reading; of larger data sets none are. */
export const CACHE_BYTES = 64 * 2 ** 20;

/** How a data set is opened. */
export interface OpenOptions {
  /** Instead of CACHE_BYTES. */
  readonly cacheBytes?: number;
  /** The formats of feature files; those of the language by default. */
  readonly formats?: Formats;
}

/**
 * Opens a data set on disk; of feature files only the heads and a sample are read.
 *
 * @throws {UserError} With the first ten mistakes and the number of the others.
 */
export async function openFolderDataset(
  data: FolderData,
  features: FeaturesSection,
  { subset, ambiguous }: Pick<EvaluationSection, "subset" | "ambiguous">,
  { cacheBytes = CACHE_BYTES, formats = LANGUAGE }: OpenOptions = {},
): Promise<Dataset> {
  const { root } = data;
  requireRoot(data, features);
  const mistakes = collectMistakes(`Cannot use data set "${root}"`);
  const annotated = await mistakes.attempt(async () => {
    const { file, text, value } = await readJson(join(root, data.annotations));
    return { file, text, ...checkAnnotations(value, file, text) };
  });
  const classes = await mistakes.attempt(() => readClasses(data, mistakes));
  const splits = await mistakes.attempt(() => readSplits(data, mistakes));
  if (!annotated || !classes || !splits) throw mistakes.error();

  const { file, database } = annotated;
  const list = ambiguous === undefined
    ? undefined
    : await mistakes.attempt(() => readAmbiguous(join(root, ambiguous)));
  const groundTruth = await mistakes.attempt(() => ({
    ...groundTruthOf(annotated, subset, file),
    ...(list && { ambiguous: list.intervals }),
  }));
  checkAnnotated(splits, database, file, mistakes);
  checkLabels(splits.videos, groundTruth?.videos.keys() ?? [], annotated, classes, mistakes);
  const sources = await openSources(root, features.sources, splits.videos, formats, mistakes);
  const context = {
    database,
    classes: classes.names,
    sources,
    lengthMismatch: features.length_mismatch,
  };
  const videos = splits.videos.flatMap((video) => makeVideo(video, context, mistakes) ?? []);
  const wrong = mistakes.error();
  if (wrong || !groundTruth) throw wrong;

  const train = videos.filter(({ split }) => split === "train");
  const test = videos.filter(({ split }) => split === "test");
  return {
    classes: classes.names,
    train,
    test,
    sources: sources.map(({ name, width }) => ({ name, width })),
    width: sources.reduce((sum, { width }) => sum + width, 0),
    ...featureReader(sources, cacheBytes),
    groundTruth,
    ...hashDataset({
      annotations: annotated,
      ambiguous: list?.text,
      classes: classes.names,
      splits,
      sources,
    }),
    warnings: [...annotated.warnings, ...lengthWarnings(videos), ...splitWarnings(splits, groundTruth)],
    describe: () =>
      describeDataset(
        { train, test, classes: classes.names, groundTruth },
        features.sources,
        (source, path) => join(root, path.replaceAll("{source}", source)),
      ),
  };
}

function requireRoot(
  { root, annotations, splits: { train, test } }: FolderData,
  { sources }: FeaturesSection,
): void {
  const paths = new Set(Object.values(sources).map(({ path }) => path));
  if (paths.size === 0) throw userError("The recipe has no feature source", "add one under features.sources");
  const found = foundAt(root);
  if (found === undefined) return;
  throw userError(
    `Cannot find the data set: ${found}`,
    `expected there ${[annotations, train.list, test.list, ...paths].join(", ")} (see ${FEATURES_PAGE}); ` +
      "for another folder: --set data.root=FOLDER",
  );
}

/** What is at a path instead of a folder. */
function foundAt(path: string): string | undefined {
  try {
    return Deno.statSync(path).isDirectory ? undefined : `"${path}" is not a folder`;
  } catch (error) {
    const wrong = readError(path, error);
    return isAbsent(wrong) ? `there is no folder "${path}"` : wrong.message;
  }
}
