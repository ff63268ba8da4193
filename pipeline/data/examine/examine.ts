/** Goes through all features of a data set once, a few videos at a time. */
import { type Diagnostic, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { picked, type StoredRows } from "../../kinds/formats/stored_rows.ts";
import type { Dataset, Video } from "../dataset.ts";
import { type ConstantColumns, constantColumns } from "./constant_columns.ts";
import { type Duplicates, duplicatesAmong } from "./duplicates.ts";
import { type OtherScale, otherScales } from "./scales.ts";
import { type OneRow, oneRow } from "./one_row.ts";
import { sumOfSquares } from "../../kinds/formats/squares.ts";

/** What was found. */
export interface Examination {
  /** What a run would fail at. */
  readonly failures: readonly Failure[];
  /** Columns that have one value in all videos, by source; a column counts from 0. */
  readonly constantColumns: Readonly<Record<string, readonly number[]>>;
  /** Groups of videos with the same features, to the bit. */
  readonly duplicates: Duplicates;
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
export type Examined = Pick<Dataset, "train" | "test" | "sources" | "width" | "read" | "withStored">;

/** Videos that are read while one is looked at: two cores are busy, and a slow disk has several files to fetch. */
const AHEAD = 4;

/** What is kept of a video, a value for each source. */
interface Looked {
  readonly squares: readonly number[];
  readonly sizes: readonly number[];
  readonly still: readonly (OneRow | undefined)[];
}

/**
 * Examines a data set. Of a video no more is kept than a few numbers for each source; what looks the same by them is read
 * again.
 *
 * @param onVideo Is told how many videos are done.
 */
export async function examine(
  dataset: Examined,
  onVideo: (done: number) => void = () => {},
): Promise<Examination> {
  const { sources } = dataset;
  const videos = [...dataset.train, ...dataset.test];
  const columns = sources.map(() => constantColumns());
  const looked: (Looked | Failure[])[] = new Array(videos.length);
  let [next, done] = [0, 0];
  const work = async () => {
    while (next < videos.length) {
      const index = next++;
      looked[index] = await look(dataset, videos[index]!, columns);
      onVideo(++done);
    }
  };
  await Promise.all(Array.from({ length: AHEAD }, work));
  const failures = looked.flatMap((each) => Array.isArray(each) ? each : []);
  const read = looked.flatMap((each, i) => Array.isArray(each) ? [] : [{ ...each, video: videos[i]! }]);
  return {
    failures,
    constantColumns: Object.fromEntries(sources.map(({ name }, i) => [name, columns[i]!.left])),
    duplicates: await duplicatesAmong(
      read.map(({ video, squares }) => ({ video, key: `${video.length} ${squares}` })),
      (video) => dataset.read(video),
    ),
    still: sources.flatMap(({ name: source }, i) =>
      read.flatMap(({ video: { id }, still }) => still[i] ? [{ id, source, ...still[i] }] : [])
    ),
    scales: sources.flatMap(({ name }, i) =>
      otherScales(name, read.map(({ video: { id }, sizes }) => ({ id, size: sizes[i]! })))
    ),
  };
}

async function look(
  dataset: Examined,
  video: Video,
  columns: readonly ConstantColumns[],
): Promise<Looked | Failure[]> {
  const lookAt = (all: readonly StoredRows[]): Looked => {
    const sources = all.map((rows) => inUse(rows, video));
    sources.forEach((rows, i) => columns[i]!.add(rows));
    const squares = sources.map(({ values, squares }) => squares ?? sumOfSquares(values));
    return {
      squares,
      sizes: sources.map(({ values }, i) => Math.sqrt(squares[i]! / values.length)),
      still: sources.map(oneRow),
    };
  };
  try {
    return await (dataset.withStored?.(video, lookAt) ?? lookAt(split(dataset, await dataset.read(video))));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.diagnostics.map((mistake) => ({ id: video.id, mistake }));
  }
}

/** A source may have more snippets than are used. */
function inUse({ width, crops = 1, values, squares }: StoredRows, { length }: Video): StoredRows {
  const used = values.subarray(0, length * crops * width);
  return { width, values: used, squares: used.length === values.length ? squares : undefined };
}

/** Rows of all sources, source by source. */
function split(
  { sources, width: all }: Pick<Dataset, "sources" | "width">,
  values: Float32Array,
): StoredRows[] {
  let begin = 0;
  return sources.map(({ width }) => {
    const own = picked(values, all, begin, begin + width);
    begin += width;
    return { width, values: own };
  });
}
