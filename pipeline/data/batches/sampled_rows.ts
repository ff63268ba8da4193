/** The rows of a sampled batch, each once: short videos are stretched by repetition. */
import type { SampledRows } from "../../engines/sampled.ts";

/** Finds them. `positions` [B, T] are rows of their video, padding one more; a video that is there twice shares nothing. */
export function sampledRows(positions: Int32Array, batch: number): SampledRows {
  const length = positions.length / batch;
  const videos = Array.from({ length: batch }, (_, b) => {
    const places = new Map<number, number>();
    for (const position of positions.subarray(b * length, (b + 1) * length)) {
      if (!places.has(position)) places.set(position, places.size);
    }
    return places;
  });
  const starts = new Int32Array(batch);
  const rows: number[] = [];
  for (const b of [...videos.keys()].sort((a, b) => videos[a]!.size - videos[b]!.size)) {
    starts[b] = rows.length;
    for (const row of videos[b]!.keys()) rows.push(row);
  }
  return {
    rows: Int32Array.from(rows),
    starts,
    counts: Int32Array.from(videos, ({ size }) => size),
    index: positions.map((position, i) => {
      const b = Math.floor(i / length);
      return starts[b]! + videos[b]!.get(position)!;
    }),
  };
}

/**
 * How many rows a training batch has for every snippet at most, for videos of these lengths stretched or thinned to `count`
 * snippets; one that is padded has a row more.
 */
export function sampledShare(lengths: readonly number[], count: number): number {
  return lengths.reduce((sum, length) => sum + Math.min(length, count), 0) / (lengths.length * count);
}
