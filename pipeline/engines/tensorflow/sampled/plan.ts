/**
 * What a temporal convolution of a sampled batch adds up. A video that repeats much multiplies every row once with every
 * tap; one that repeats little takes four outputs at a time, as in `tiledConv`.
 */
import { tapOffsets } from "../../portable/primitives/taps.ts";
import type { SampledPlanner, SampledRows } from "../../sampled.ts";
import type { Convolution } from "../../../../specs/kinds/traits.ts";
import { type SumTerms, sumTerms } from "../primitives/sum_terms.ts";
import {
  addTileGives,
  canTile,
  savedByTiles,
  TILE_PRODUCTS,
  tileReads,
  type Tiles,
  tilesOf,
} from "../tiles/tiles.ts";
import { TENSORFLOW } from "../../thresholds.ts";

/** When plans have tiles. */
export interface TilingRule {
  /** Whether a convolution may take tiles; only where its taps are -1, 0, 1. */
  canTile(conv: Convolution): boolean;
  /** How many products of a row and a tap they must save in a batch: the same videos for every convolution. */
  readonly leastSaved: number;
}

/**
 * Plans of one or three parts. `sums`, as of `SumTerms`: what every output row adds up, the products being those of the
 * single rows, row kernel + k, and then those of the tiles, k tiles + tile. Where there may be tiles, also `reads`: what
 * these products read; and `sizes`: the numbers of single rows, which come first, and of tiles, or nothing where the batch
 * has no tiles.
 */
export function sampledPlanner(rule: TilingRule): SampledPlanner {
  return {
    parts(conv) {
      const key = `${conv.kernel}.${conv.dilation}`;
      const kind = (name: string, varies: boolean) => ({ name: `${name}.${key}`, varies });
      if (!rule.canTile(conv)) return [kind("sums", true)];
      // Batches with tiles and without are recorded apart: their `sizes` have other shapes.
      return [kind("sums_of_tiles", true), kind("reads", true), kind("sizes", false)];
    },
    plan(sampled, conv) {
      const canTile = rule.canTile(conv);
      const tiling = tilingOf(sampled, canTile ? rule.leastSaved : Infinity);
      const sums = sumsOf(sampled, conv, tiling).part();
      if (!canTile) return [sums];
      const { index, counts } = sampled;
      const sizes = tiling.count > 0 ? [tiling.singles, tiling.count] : [];
      return [
        sums,
        tileReads(tiling, index, index.length / counts.length).part(),
        { shape: [sizes.length], values: Int32Array.from(sizes) },
      ];
    },
  };
}

/** Plans without tiles: those of a GPU, where they save no time, and of products in bfloat16. */
export const untiledPlanner: SampledPlanner = sampledPlanner({ canTile: () => false, leastSaved: Infinity });

/** The plans of the engine on a CPU: tiles where they save time. */
export const tensorflowPlanner: SampledPlanner = sampledPlanner({
  canTile: ({ kernel, dilation, depth, width }) => canTile(tapOffsets(kernel, dilation), depth, width),
  leastSaved: TENSORFLOW.sampledTileSavings,
});

/** The tiles of a batch, and the rows of the other videos. */
interface Tiling extends Tiles {
  readonly singles: number;
}

function tilingOf({ rows, starts, counts, index }: SampledRows, leastSaved: number): Tiling {
  const length = index.length / counts.length;
  const saved = (b: number) => savedByTiles(counts[b]!, length);
  const worthwhile = [...counts.keys()].filter((b) => saved(b) > 0);
  const videos = worthwhile.reduce((sum, b) => sum + saved(b), 0) >= leastSaved ? worthwhile : [];
  const singles = videos.reduce((least, b) => Math.min(least, starts[b]!), rows.length);
  return { ...tilesOf(videos, length), singles };
}

function sumsOf(
  { counts, index }: SampledRows,
  { kernel, dilation }: Convolution,
  tiling: Tiling,
): SumTerms {
  const length = index.length / counts.length;
  const offsets = tapOffsets(kernel, dilation);
  const places = new Map(tiling.videos.map((video, place) => [video, place]));
  const most = tiling.count > 0 ? Math.max(kernel, TILE_PRODUCTS) : kernel;
  const sums = sumTerms(most * index.length);
  for (let output = 0; output < index.length; output++) {
    const t = output % length;
    const place = places.get((output - t) / length);
    if (place !== undefined) {
      addTileGives(sums, output, tiling, place, t, tiling.singles * kernel);
      continue;
    }
    offsets.forEach((offset, k) => {
      const inside = t + offset >= 0 && t + offset < length;
      if (inside) sums.add(output, index[output + offset]! * kernel + k, 1);
    });
  }
  return sums;
}
