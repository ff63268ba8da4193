/** Reads the features of videos, all sources side by side. */
import { userError } from "../../specs/diagnostics.ts";
import { createCache } from "./cache.ts";
import type { Dataset, Video } from "./dataset.ts";
import type { FeatureFile } from "./source_files.ts";
import { readNpy } from "./npy.ts";
import { release } from "./release.ts";

/** A source and its files by video. */
export interface SourceFiles {
  readonly width: number;
  readonly files: ReadonlyMap<string, FeatureFile>;
}

/**
 * A reader of [L, D], D the widths of `sources` in order; the first `cacheBytes` are kept.
 *
 * The reader throws a UserError when a file cannot be read, has changed since it was found, or has a value that is not
 * finite.
 */
export function readFeatureRows(sources: readonly SourceFiles[], cacheBytes: number): Dataset["read"] {
  const cache = createCache(cacheBytes);
  return async (video) => {
    const known = cache.get(video.id);
    if (known) return known;
    const rows = await readRows(sources, video);
    cache.set(video.id, rows);
    return rows;
  };
}

async function readRows(sources: readonly SourceFiles[], { id, length }: Video): Promise<Float32Array> {
  const parts = await Promise.all(sources.map(async ({ files, width }) => {
    const { path, rows } = files.get(id)!;
    const { shape, data } = await readNpy(path);
    if (shape[0] !== rows || shape[1] !== width) {
      throw userError(
        `Feature file "${path}" changed: its shape was [${rows}, ${width}], now it is [${shape.join(", ")}]`,
        "start again",
      );
    }
    return { width, data: data.subarray(0, length * width) };
  }));
  const joined = sideBySide(parts, length);
  if (parts.length > 1) release(...parts.map(({ data }) => data));
  return joined;
}

/** [length, sum of widths]: the rows of every part, one after the other. */
export function sideBySide(
  parts: readonly { readonly width: number; readonly data: Float32Array }[],
  length: number,
): Float32Array {
  if (parts.length === 1) return parts[0]!.data;
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const joined = new Float32Array(length * width);
  let column = 0;
  for (const part of parts) {
    for (let row = 0; row < length; row++) {
      joined.set(part.data.subarray(row * part.width, (row + 1) * part.width), row * width + column);
    }
    column += part.width;
  }
  return joined;
}
