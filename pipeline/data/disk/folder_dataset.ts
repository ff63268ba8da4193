/** A data set on disk: annotations, split lists, classes and one feature file per video and source. */
import { join } from "node:path";
import type { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { chosenAnnotations, type FolderData } from "../../../specs/recipe/data.ts";
import type { EvaluationSection, FeaturesSection } from "../../../specs/recipe/mod.ts";
import { groundTruthOf } from "../../annotations/ground_truth.ts";
import { type Layouts, openAnnotations } from "../../annotations/layouts/open.ts";
import { ignoredText } from "../../annotations/ignored_labels.ts";
import { scoredTwice } from "../../annotations/stated_twice.ts";
import { scoredWithoutLength, trainedWithoutLength } from "../../annotations/without_length.ts";
import { readAmbiguous } from "../../annotations/ambiguous_list.ts";
import { readClasses } from "../../annotations/classes.ts";
import type { Dataset, FileSource } from "../dataset.ts";
import { hashDataset } from "../dataset_hash.ts";
import { describeDataset } from "../describe.ts";
import { count } from "../../annotations/layout.ts";
import { baseOf, otherFormNote } from "./feature_name.ts";
import { agree, idsOf } from "./agree.ts";
import { leftOutWarnings } from "./missing.ts";
import { requireRoot } from "./require_root.ts";
import { subsetNote, TEST_LIST } from "../../annotations/subsets.ts";
import { featureReader } from "./feature_rows.ts";
import { checkLabels } from "./labels.ts";
import { snippetIndexWarnings } from "./snippet_indices.ts";
import { lengthWarnings, twiceWarnings, typeWarnings } from "./warnings.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { collectMistakes } from "../../annotations/mistakes.ts";
import { rateWarnings } from "./rate_warnings.ts";
import { tableWarnings } from "./table_warnings.ts";
import type { Formats } from "./format.ts";
import { openHeadIndex } from "./head_index.ts";
import { type OpenSource, openSources } from "./sources.ts";
import { splitWarnings } from "./warnings.ts";
import { hasScored } from "../../annotations/has_scored.ts";
import { checkAnnotated, readSplits } from "./splits.ts";
import { makeVideo } from "./videos.ts";
import { inRoot } from "../../files/in_root.ts";

/** Bytes of features that are kept after reading; of larger data sets none are. */
export const CACHE_BYTES = 64 * 2 ** 20;

/** How a data set is opened. */
export interface OpenOptions {
  /** Instead of CACHE_BYTES. */
  readonly cacheBytes?: number;
  /** The formats of feature files and layouts of annotation files; those of the language by default. */
  readonly language?: Formats & Layouts;
  /** Whether the hash covers samples of the feature files; it does by default. Without, it is not to be compared. */
  readonly isSampled?: boolean;
  /** A folder that keeps what was read of the heads of many files; without one every file is opened. */
  readonly headsIn?: string | undefined;
  /** Gets the mistakes instead of their being thrown, where some videos can be read nevertheless: the data set has these alone. */
  readonly onMistakes?: ((mistakes: UserError) => void) | undefined;
}

/**
 * Opens a data set on disk; of feature files only the heads and a sample are read.
 *
 * @throws {UserError} With the first ten mistakes and the number of the others.
 */
export async function openFolderDataset(
  data: FolderData,
  features: FeaturesSection,
  { subset: named, videos: scored, ambiguous }: Pick<EvaluationSection, "subset" | "videos" | "ambiguous">,
  { cacheBytes = CACHE_BYTES, language = OWN_KINDS, isSampled = true, headsIn, onMistakes }: OpenOptions = {},
): Promise<Dataset> {
  const { root } = data;
  const isListed = scored === "listed";
  const subset = isListed ? TEST_LIST : named;
  requireRoot(data, features);
  const mistakes = collectMistakes(`Cannot use data set "${root}"`);
  const chosen = chosenAnnotations(data);
  const read = await mistakes.attempt(() =>
    openAnnotations(inRoot(root, chosen.file), chosen.format, language)
  );
  const classes = await mistakes.attempt(() => readClasses(data, mistakes));
  const listed = await mistakes.attempt(() => readSplits(data, read && { ...read, subset }, mistakes));
  if (!read || !classes || !listed) throw mistakes.error();

  const { annotated, splits, leftOut, leftOutTraining, notes } = await agree(read, listed, {
    data,
    classes: classes.names,
    features,
    formats: language,
    subset,
    isListed,
  });
  const { file, database } = annotated;
  const isNegative = data.no_label === "background";
  const list = ambiguous === undefined
    ? undefined
    : await mistakes.attempt(() => readAmbiguous(inRoot(root, ambiguous)));
  const isScored = hasScored(database, subset, {
    train: idsOf(splits, "train"),
    test: idsOf(splits, "test"),
  });
  const groundTruth = isScored
    ? await mistakes.attempt(() => ({
      ...groundTruthOf(annotated, subset, file),
      ...(list && { ambiguous: list.intervals }),
    }))
    : undefined;
  checkAnnotated(
    splits.videos.filter(({ split }) => isScored || split === "train"),
    database,
    { file, isNegative, subset },
    mistakes,
  );
  checkLabels(splits.videos, groundTruth?.videos.keys() ?? [], annotated, classes, {
    isNegative,
    leftOut: leftOutTraining,
  }, mistakes);
  // What an extension reads may change with it.
  const heads = headsIn === undefined || !isSampled || !areOwn(features.sources, language)
    ? undefined
    : await openHeadIndex(
      headsIn,
      [await Deno.realPath(root), features.sources],
      splits.videos.length * Object.keys(features.sources).length,
    );
  const sources = await openSources(root, features.sources, splits.videos, {
    annotations: annotated,
    formats: language,
    isSampled,
    heads,
    missing: data.missing,
  }, mistakes);
  const context = {
    database,
    classes: classes.names,
    sources,
    lengthMismatch: features.length_mismatch,
    needsAnnotation: isScored,
  };
  const videos = splits.videos.flatMap((video) => makeVideo(video, context, mistakes) ?? []);
  const wrong = mistakes.error();
  if (wrong && (!onMistakes || videos.length === 0)) throw wrong;
  if (wrong) onMistakes?.(wrong);

  const unkept = await heads?.save().then(() => undefined, (error: Error) => error.message);

  const train = videos.filter(({ split }) => split === "train");
  const test = videos.filter(({ split }) => split === "test");
  const ignored = ignoredText(database.values());
  const negatives = train.filter(({ labels }) => labels.length === 0);
  const otherForm = otherFormNote(sources.flatMap(({ names }) => names));
  return {
    classes: classes.names,
    train,
    test,
    sources: sources.map(({ name, width }) => ({ name, width })),
    width: sources.reduce((sum, { width }) => sum + width, 0),
    ...featureReader(sources, cacheBytes),
    files: forThreads(sources, features.sources, language),
    groundTruth,
    leftOut,
    ...hashDataset({
      annotations: annotated,
      ambiguous: list?.text,
      classes: classes.names,
      splits,
      sources,
    }),
    // What is odd may come from what is wrong.
    warnings: wrong ? [] : [
      ...unkept === undefined
        ? []
        : [`What feature files say of themselves is not kept for the next time: ${unkept}`],
      ...leftOutWarnings(leftOut, listed.videos.length),
      ...annotated.warnings,
      ...trainedWithoutLength(videosOf(train, database)),
      ...groundTruth ? [...scoredWithoutLength(groundTruth), ...scoredTwice(groundTruth)] : [],
      ...rateWarnings(videos, database, features.sources),
      ...typeWarnings(sources),
      ...twiceWarnings(sources),
      ...tableWarnings(sources.map((source) => ({ ...features.sources[source.name]!, ...source }))),
      ...lengthWarnings(videos, sources.length === 1 ? sources[0]!.width : undefined),
      ...snippetIndexWarnings(videos),
      ...groundTruth ? splitWarnings(splits, groundTruth) : [],
    ],
    describe: () => [
      ...describeDataset(
        { train, test, classes: classes.names, groundTruth },
        features.sources,
        (source, path) => join(baseOf(root, path), path.replaceAll("{source}", source)),
      ),
      ...notes,
      ...heads && heads.known > 0
        ? [
          `heads: ${
            count(heads.known, "feature file")
          } of the size and times that they had before, not opened again`,
        ]
        : [],
      ...otherForm === undefined ? [] : [otherForm],
      ...negatives.length === 0
        ? []
        : [`negatives: ${count(negatives.length, "training video")} without label`],
      ...groundTruth && groundTruth.subset !== subset ? [subsetNote(database, subset, file)!] : [],
      ...ignored === undefined ? [] : [`ignored: ${ignored}`],
    ],
  };
}

/** Other threads know the formats of the language alone. */
function forThreads(
  sources: readonly OpenSource[],
  stated: FeaturesSection["sources"],
  language: Formats,
): FileSource[] | undefined {
  if (!areOwn(stated, language)) return undefined;
  return sources.map(({ name, files }) => ({ name, files, source: stated[name]! }));
}

/** Whether files are read by formats of the language alone. */
function areOwn(stated: FeaturesSection["sources"], { kinds: { formats } }: Formats): boolean {
  return Object.values(stated).every(({ format: { kind } }) =>
    formats.get(kind) === OWN_KINDS.kinds.formats.get(kind)
  );
}

function videosOf<T>(
  videos: readonly { readonly id: string }[],
  database: ReadonlyMap<string, T>,
): Map<string, T> {
  return new Map(videos.map(({ id }) => [id, database.get(id)!]));
}
