/** Reads the features of videos, all sources side by side. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { createCache } from "./cache.ts";
import type { Dataset, Video } from "../dataset.ts";
import type { FeatureFormat } from "../../kinds/formats/format.ts";
import type { FeatureFile } from "./source_files.ts";
import { MEMORY } from "../../kinds/formats/memory.ts";
import { copyStored, type StoredRows } from "../../kinds/formats/stored_rows.ts";

/** A source and its files by video. */
export interface SourceFiles {
  readonly width: number;
  readonly format: Pick<FeatureFormat, "readRows" | "openParts">;
  readonly files: ReadonlyMap<string, Pick<FeatureFile, "path" | "rows">>;
}

/** How the features of a data set on disk are read. */
export type FeatureReader = Required<Pick<Dataset, "read" | "copyRows" | "rowsOf" | "withStored">>;

/**
 * A reader of [L, D], D the widths of `sources` in order; the first `cacheBytes` are kept as they are stored, and none of a
 * data set that is larger.
 *
 * It throws a UserError when a file cannot be read, has changed since it was found, or has a value that is not finite.
 */
export function featureReader(sources: readonly SourceFiles[], cacheBytes: number): FeatureReader {
  const width = sources.reduce((sum, source) => sum + source.width, 0);
  const values = sources.flatMap(({ files, width }) => [...files.values()].map(({ rows }) => rows * width));
  const cache = createCache<readonly StoredRows[]>(
    roomFor(values.reduce((a, b) => a + b, 0), cacheBytes),
    (parts) => parts.reduce((sum, { values }) => sum + values.byteLength, 0),
  );

  async function withStored<T>(video: Video, use: (parts: readonly StoredRows[]) => T): Promise<T> {
    const known = cache.get(video.id);
    const parts = known ?? await readParts(sources, video.id);
    const result = use(parts);
    if (!known && !cache.set(video.id, parts)) MEMORY.release(...parts.map(({ values }) => values));
    return result;
  }

  function copyRows(video: Video, rows: Int32Array, target: Float32Array, draw?: number): Promise<void> {
    return withStored(video, (parts) => copyStored(parts, rows, target, draw));
  }

  return {
    withStored,
    copyRows,
    async rowsOf(video) {
      const known = cache.get(video.id);
      const parts = known?.map(cutFrom) ??
        await Promise.all(sources.map((source) => openSource(source, video.id)));
      return async (rows, target) => {
        const first = rows.reduce((a, b) => Math.min(a, b));
        const count = rows.reduce((a, b) => Math.max(a, b)) - first + 1;
        copyStored(
          await Promise.all(parts.map((read) => read(first, count))),
          rows.map((row) => row - first),
          target,
        );
      };
    },
    async read(video) {
      const rows = Int32Array.from({ length: video.length }, (_, row) => row);
      const target = new Float32Array(rows.length * width);
      await copyRows(video, rows, target);
      return target;
    },
  };
}

/**
 * The bytes that are kept of so many values: none where they do not fit even as float16, since a part of them saves little
 * reading and takes memory from the training.
 */
export function roomFor(values: number, cacheBytes: number): number {
  return values * 2 > cacheBytes ? 0 : cacheBytes;
}

function readParts(sources: readonly SourceFiles[], id: string): Promise<StoredRows[]> {
  return Promise.all(sources.map((source) => readWhole(source, id)));
}

async function readWhole({ files, width, format }: SourceFiles, id: string): Promise<StoredRows> {
  const { path, rows } = files.get(id)!;
  const matrix = await format.readRows(path, id);
  const { shape } = matrix;
  if (shape[0] === rows && shape[1] === width) return matrix;
  throw changed(path, [rows, width], shape);
}

function changed(path: string, was: readonly number[], is: readonly number[]) {
  return userError(
    `Feature file "${path}" changed: its shape was [${was.join(", ")}], now it is [${is.join(", ")}]`,
    "start again",
  );
}

/** Some rows of a source. */
type ReadRows = (first: number, count: number) => StoredRows | Promise<StoredRows>;

/** Reads rows of a video from its file where that can be read in parts, else from what was read of it. */
async function openSource(source: SourceFiles, id: string): Promise<ReadRows> {
  const { width, format, files } = source;
  const { path, rows } = files.get(id)!;
  const read = await format.openParts?.(path, id);
  if (!read) return cutFrom(await readWhole(source, id));
  return async (first, count) => {
    const part = await read(first, count);
    if (part.shape[1] !== width) throw changed(path, [rows, width], part.shape);
    return part;
  };
}

function cutFrom({ width, crops, values }: StoredRows): ReadRows {
  const size = width * (crops ?? 1);
  return (first, count) => ({
    width,
    ...(crops === undefined ? {} : { crops }),
    values: values.subarray(first * size, (first + count) * size),
  });
}
