/** Goes through all features of a data set once, a few videos at a time. */
import { type Diagnostic, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Dataset, Video } from "../dataset.ts";
import { constantColumns, constantInAll } from "./constant_columns.ts";
import { type Duplicates, duplicatesAmong } from "./duplicates.ts";
import { type OtherScale, otherScales } from "./scales.ts";
import type { OneRow } from "./one_row.ts";
import { startThread } from "./other_thread.ts";
import { look, lookAtShare, type Looked, newCounters, type Readable, split } from "./share.ts";

/** What was found. */
export interface Examination {
  /** What a run would fail at. */
  readonly failures: readonly Failure[];
  /** Columns that have one value in all videos, by source; a column counts from 0. */
  readonly constantColumns: Readonly<Record<string, readonly number[]>>;
  /** Groups of videos with the same features, to the bit. */
  readonly duplicates: Duplicates;
  /** Groups of videos with the same features of one source, but not of all. */
  readonly sameInSource: readonly { readonly source: string; readonly videos: Duplicates[number] }[];
  /** Videos whose snippets all have the same features. */
  readonly still: readonly (OneRow & { readonly id: string; readonly source: string })[];
  /** Videos whose values are far larger or smaller than those of most. */
  readonly scales: readonly OtherScale[];
}

/** Features that cannot be used. */
export interface Failure {
  /** Whose they are. */
  readonly id: string;
  readonly mistake: Diagnostic;
}

/** A data set as far as it is looked at. */
export type Examined = Readable & Pick<Dataset, "train" | "test" | "files">;

/** How a data set is looked at. */
export interface ExamineOptions {
  /** Is told how many videos are done. */
  readonly onVideo?: (done: number) => void;
  /** Values of features from which on two threads look at them; starting the second one takes a while. */
  readonly manyValues?: number;
}

/** Some 0.2 s for one thread. */
const MANY_VALUES = 2 ** 27;

/**
 * Examines a data set. Of a video no more is kept than a few numbers for each source; what looks the same by them is read
 * again. What is found does not depend on the number of threads.
 */
export async function examine(
  dataset: Examined,
  { onVideo = () => {}, manyValues = MANY_VALUES }: ExamineOptions = {},
): Promise<Examination> {
  const { sources, files, width } = dataset;
  const videos = [...dataset.train, ...dataset.test];
  const counters = newCounters();
  const values = videos.reduce((sum, { length }) => sum + length * width, 0);
  using other = files && values >= manyValues ? startThread({ videos, sources: files, counters }) : undefined;
  const own = await lookAtShare(dataset, videos, counters, mistakesOf, onVideo);
  // One that starts late may have found nothing to do.
  const others = own.looked.size === videos.length ? undefined : await other?.share;
  const looked: (Looked | Diagnostic[])[] = [];
  for (const [i, video] of videos.entries()) {
    // What went wrong there is told here.
    const again = () => look(dataset, video, sources.map(constantColumns)).catch(mistakesOf);
    looked.push(own.looked.get(i) ?? others?.looked.get(i) ?? await again());
  }
  if (other) onVideo(videos.length);
  const failures = looked.flatMap((each, i) =>
    Array.isArray(each) ? each.map((mistake) => ({ id: videos[i]!.id, mistake })) : []
  );
  const read = looked.flatMap((each, i) => Array.isArray(each) ? [] : [{ ...each, video: videos[i]! }]);
  const duplicates = await duplicatesAmong(
    read.map(({ video, squares }) => ({ video, key: `${video.length} ${squares}` })),
    (video) => dataset.read(video),
  );
  return {
    failures,
    constantColumns: Object.fromEntries(
      sources.map(({ name }, i) => [name, constantInAll([own.columns[i], others?.columns[i]])]),
    ),
    duplicates,
    sameInSource: sources.length === 1 ? [] : await sameInSource(dataset, read, duplicates),
    still: sources.flatMap(({ name: source }, i) =>
      read.flatMap(({ video: { id }, still }) => still[i] ? [{ id, source, ...still[i] }] : [])
    ),
    scales: sources.flatMap(({ name }, i) =>
      otherScales(name, read.map(({ video: { id }, sizes }) => ({ id, size: sizes[i]! })))
    ),
  };
}

/** Of videos that are the same in all sources only the first counts, and those whose snippets are all the same do not. */
async function sameInSource(
  dataset: Examined,
  read: readonly (Looked & { readonly video: Video })[],
  duplicates: Duplicates,
): Promise<Examination["sameInSource"]> {
  const copies = new Set(duplicates.flatMap(([_first, ...others]) => others.map(({ id }) => id)));
  const found: { source: string; videos: Duplicates[number] }[] = [];
  for (const [i, { name: source }] of dataset.sources.entries()) {
    const keyed = read.filter(({ video: { id }, still }) => !copies.has(id) && !still[i])
      .map(({ video, squares }) => ({ video, key: `${video.length} ${squares[i]}` }));
    const groups = await duplicatesAmong(
      keyed,
      async (video) => split(dataset, await dataset.read(video))[i]!.values as Float32Array,
    );
    found.push(...groups.map((videos) => ({ source, videos })));
  }
  return found;
}

/** Throws what is no mistake of a person. */
function mistakesOf(error: unknown): Diagnostic[] {
  if (!(error instanceof UserError)) throw error;
  return [...error.diagnostics];
}
