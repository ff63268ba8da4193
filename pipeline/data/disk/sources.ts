/** The feature sources of a data set on disk. */
import { type FeatureSource, isFromDurations } from "../../../specs/recipe/features.ts";
import { type FeatureFile, findFeatures, type Search } from "./source_files.ts";
import { withFileNames } from "./feature_name.ts";
import { formatOf, type Formats, type SourceFormat } from "./format.ts";
import { annotatedDurations, type FrameRates, readFrameRates } from "../../annotations/frame_rates.ts";
import type { AnnotationFile } from "./labels.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import { checkSnippetTimes } from "../snippet_times.ts";
import type { ListedVideo } from "./splits.ts";

/** A source whose files were found. */
export interface OpenSource {
  readonly name: string;
  readonly width: number;
  readonly stride: number;
  readonly window: number | undefined;
  readonly format: SourceFormat;
  readonly fpsOf: FrameRates;
  /** Whether the snippets of a video share its duration. */
  readonly isShared: boolean;
  /** The names of its files that follow from the recipe, and those on the disk. */
  readonly names: readonly (readonly [wanted: string, found: string])[];
  /** By video. */
  readonly files: ReadonlyMap<string, FeatureFile>;
}

/** Snippets per second of videos whose snippets share their duration. */
export function ratesOf(durations: FrameRates, rowsOf: FrameRates): FrameRates {
  return (video) => {
    const [seconds, rows] = [durations(video), rowsOf(video)];
    return seconds === undefined || rows === undefined ? undefined : rows / seconds;
  };
}

/** What sources are read with. */
export interface SourceContext extends Search {
  readonly annotations: AnnotationFile;
  readonly formats: Formats;
}

/** Finds the files and frame rates of every source; what is wrong with them is noted. */
export async function openSources(
  root: string,
  sources: Readonly<Record<string, FeatureSource>>,
  videos: readonly ListedVideo[],
  { annotations, formats, ...search }: SourceContext,
  mistakes: Mistakes,
): Promise<OpenSource[]> {
  const named = withFileNames(videos, sources, root, mistakes);
  const ids = named.map(({ id }) => id);
  const stated = { root, annotations, videos: ids, remedy: "add them, or give one number as fps" };
  const read = new Map<string, FrameRates | undefined>();
  const opened: OpenSource[] = [];
  for (const [name, source] of Object.entries(sources)) {
    const format = formatOf(name, source, formats);
    const files = await findFeatures(root, name, source, format, named, search, mistakes);
    // What is wrong with the rates of several sources is told once.
    const { width, stride, window, fps } = source;
    const isShared = isFromDurations(fps);
    const key = JSON.stringify(fps);
    if (!read.has(key)) {
      const rates = await mistakes.attempt(() =>
        isShared
          ? annotatedDurations(annotations, ids, "state them, or leave out times: from_durations", mistakes)
          : readFrameRates(fps, stated, mistakes)
      );
      read.set(key, rates);
    }
    const values = read.get(key);
    const rates = isShared && values ? ratesOf(values, (id) => files.get(id)?.rows) : values;
    const names = named.flatMap((video) => {
      const file = files.get(video.id);
      return file ? [[file.wanted, file.name] as const] : [];
    });
    opened.push({
      name,
      width,
      stride,
      window,
      format,
      names,
      files,
      isShared,
      fpsOf: rates ?? (() => undefined),
    });
  }
  // Of snippets that share durations the lengths say it all.
  if (!opened.every(({ isShared }) => isShared)) checkSnippetTimes(ids, opened, mistakes);
  return opened;
}
