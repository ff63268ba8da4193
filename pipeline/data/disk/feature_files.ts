/** Feature files of videos that nothing else is known of: a folder with one sub-folder per source, or single files. */
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { formatByEnding } from "../../../specs/kinds/formats/format.ts";
import { type FeatureSource, isFromDurations } from "../../../specs/recipe/features.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import type { TableRemarks } from "../../kinds/formats/format.ts";
import type { Video } from "../dataset.ts";
import { type FeatureReader, featureReader } from "./feature_rows.ts";
import { type FeaturePaths, findFeatureFiles, LIST } from "./find_feature_files.ts";
import { commonLength, type SourceLength, unequalShares } from "./lengths.ts";
import { tableWarnings } from "./table_warnings.ts";
import { noteCropsFirst, noteWidths, type OtherWidth } from "./widths.ts";
import { collectMistakes, type Mistakes } from "../../annotations/mistakes.ts";
import { formatOf, type Formats, type SourceFormat } from "./format.ts";
import { isFolder } from "../../files/reading.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { checkTimesGiven, predictedDurations, predictedRates } from "./predicted_rates.ts";
import { command } from "../../../specs/diagnostics/command.ts";

/** Videos that are found as feature files. */
export interface FeatureFiles extends FeatureReader {
  /** By name. */
  readonly videos: readonly Video[];
  /** The files of every video, one per source. */
  readonly paths: ReadonlyMap<string, FeaturePaths>;
  /** D: the widths of all sources together. */
  readonly width: number;
  /** What is unusual about the files, one sentence each. */
  readonly warnings: readonly string[];
}

/** Where the frame rates of videos come from besides section `features`. */
export interface FeatureFilesOptions {
  /** Frames per second of every video, instead of what the section says. */
  readonly fps?: number | undefined;
  /** A JSON file of seconds by video, for a model whose features share them. */
  readonly durations?: string | undefined;
  /** The folder that a file of frame rates is relative to. */
  readonly root?: string | undefined;
  /** The formats of feature files; those of the language by default. */
  readonly formats?: Formats | undefined;
}

/** What is kept of the head of a file. */
interface ReadHead {
  readonly rows: number;
  readonly table: TableRemarks | undefined;
}

/** A source of the recipe and the format of its files. */
interface NamedSource extends FeatureSource {
  readonly name: string;
  readonly reader: SourceFormat;
}

/**
 * Finds the videos in `paths`, as `findFeatureFiles` does, and looks into the head of each of their files.
 *
 * @throws {UserError} With every file that is missing, has another width, or another length than its fellows, the videos
 * without a frame rate, and those with two files of one source.
 */
export async function openFeatureFiles(
  paths: readonly string[],
  { sources: stated, length_mismatch: rule }: FeaturesSection,
  { fps: allFps, durations, root = "", formats = OWN_KINDS }: FeatureFilesOptions = {},
): Promise<FeatureFiles> {
  const [{ fps, stride, window }] = Object.values(stated) as [FeaturesSection["sources"][string]];
  refuseOtherFormats(paths, stated, formats);
  const sources = Object.entries(stated).map(([name, source]): NamedSource => ({
    ...source,
    name,
    reader: formatOf(name, source, formats, true),
  }));
  const mistakes = collectMistakes("Cannot read the features");
  const found = await findFeatureFiles(
    paths,
    sources.map(({ name, reader: { ending, videosIn } }) => ({ name, ending, videosIn })),
    mistakes,
  );
  const ids = [...found.keys()];
  const isRescaled = isFromDurations(fps);
  checkTimesGiven(isRescaled, allFps, durations);
  const rates = isRescaled
    ? await predictedDurations(durations, ids, mistakes)
    : await predictedRates(root, allFps ?? fps, ids, mistakes);
  const videos: Video[] = [];
  const readable = sources.map(({ width, reader }) => ({
    width,
    format: reader,
    files: new Map<string, { readonly path: string } & ReadHead>(),
  }));
  const heads = await Promise.all(sources.map((source, i) => readHeads(source, i, found, mistakes)));
  for (const [id, files] of found) {
    const lengths = sources.flatMap(({ name }, i): SourceLength[] => {
      const head = heads[i]!.get(id);
      return head === undefined ? [] : [{ source: name, rows: head.rows }];
    });
    if (lengths.length < sources.length) continue;
    readable.forEach((source, i) => source.files.set(id, { path: files[i]!, ...heads[i]!.get(id)! }));
    const unequal = isRescaled ? unequalShares(id, lengths) : undefined;
    const length = unequal ?? commonLength(id, lengths, rule);
    if (typeof length !== "number") {
      mistakes.add(() => length, { kind: "lengths differ", example: `"${id}"` });
      continue;
    }
    videos.push({
      id,
      split: "test",
      labels: [],
      length,
      fps: (isRescaled ? length / (rates(id) ?? NaN) : rates(id)) ?? NaN,
      stride,
      window,
      segments: [],
    });
  }
  mistakes.throwIfAny();
  const width = readable.reduce((sum, source) => sum + source.width, 0);
  // Whatever a column is, the model was trained on it.
  const warnings = tableWarnings(
    readable.map(({ files }, i) => ({ ...sources[i]!, files, axes: ["L", "D"] })),
  );
  return { videos, paths: found, width, warnings, ...featureReader(readable, 0) };
}

/** The rows of every file of source `i`, from its head, by video; what is wrong with one is noted as in training. */
async function readHeads(
  { reader, ...source }: NamedSource,
  i: number,
  found: ReadonlyMap<string, FeaturePaths>,
  mistakes: Mistakes,
): Promise<Map<string, ReadHead>> {
  const { name, width, crops, axes } = source;
  const heads = new Map<string, ReadHead>();
  const read: (readonly [rows: number, columns: number])[] = [];
  const others: OtherWidth[] = [];
  const arrays: (readonly number[])[] = [];
  for (const [id, files] of found) {
    const path = files[i]!;
    try {
      const { shape, array, table } = await reader.readHead(path, id);
      const [rows, columns] = shape;
      heads.set(id, { rows, table });
      read.push(shape);
      arrays.push(array);
      if (columns !== width) others.push({ name: path, path, rows, columns });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const diagnostic of error.diagnostics) {
        mistakes.add(() => diagnostic, { kind: `${name}: ${diagnostic.hint}`, example: `"${path}"` });
      }
    }
  }
  noteWidths(name, source, others, read, mistakes, { isTrained: true });
  if (crops !== undefined && axes === undefined) noteCropsFirst(name, arrays, mistakes, { isTrained: true });
  return heads;
}

/** Refuses files whose names end as those of a format do that the model does not read. Lists of files end like text. */
function refuseOtherFormats(
  paths: readonly string[],
  sources: FeaturesSection["sources"],
  { vocabulary: { formats } }: Formats,
): void {
  const read = new Set(Object.values(sources).map(({ format }) => format.kind));
  for (const path of paths) {
    const kind = formatByEnding(formats, path)?.kind;
    if (kind === undefined || read.has(kind) || path.endsWith(LIST) || isFolder(path)) continue;
    const wanted = [...read].join(" and ");
    throw userError(
      `"${path}" is of format ${kind}: the model reads ${wanted}`,
      `save it as the training features were${
        read.has("npy") ? `; ${command("data", "convert", path, "--out", "FOLDER")} makes .npy files` : ""
      }`,
    );
  }
}
