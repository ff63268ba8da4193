/**
 * Four outputs of a convolution of three taps at a time: six products instead of twelve (Winograd's minimal filtering
 * F(4, 3); Lavin and Gray, CVPR 2016, section 4.3). The points are 0, +-3/4, +-3/2 and infinity: the rounding of the
 * products weighs 2.3 times as much as that of twelve, with the usual +-1, +-2 it is 3.3 times.
 */
import { type SumTerms, sumTerms } from "../primitives/sum_terms.ts";
import { TENSORFLOW } from "../../thresholds.ts";

/** Outputs of a tile. */
const TILE = 4;

/** Products of a tile. */
export const TILE_PRODUCTS = 6;

/** A term of a sum: what is taken, and its factor. */
interface Term {
  readonly of: number;
  readonly factor: number;
}

function terms(...list: readonly (readonly [of: number, factor: number])[]): readonly Term[] {
  return list.map(([of, factor]) => ({ of, factor }));
}

const [P, Q] = [3 / 4, 3 / 2];
const [PP, QQ] = [P * P, Q * Q];

/** The rows that every product reads: offset from row 4 i, -1 to 4. */
const READS = [
  terms([-1, PP * QQ], [1, -PP - QQ], [3, 1]),
  terms([0, -P * QQ], [1, -QQ], [2, P], [3, 1]),
  terms([0, P * QQ], [1, -QQ], [2, -P], [3, 1]),
  terms([0, -Q * PP], [1, -PP], [2, Q], [3, 1]),
  terms([0, Q * PP], [1, -PP], [2, -Q], [3, 1]),
  terms([0, PP * QQ], [2, -PP - QQ], [4, 1]),
];

/** The taps that the weights of every product add up. */
const FILTERS = [
  terms([0, 1 / (PP * QQ)]),
  ...[P, -P, Q, -Q].map((point) => {
    const scale = 1 / (2 * point ** 2 * (2 * point ** 2 - PP - QQ));
    return terms([0, scale], [1, scale * point], [2, scale * point ** 2]);
  }),
  terms([2, 1]),
];

/** The products that each output 4 i .. 4 i + 3 adds up. */
const GIVES = [0, 1, 2, 3].map((power) => [
  ...(power === 0 ? terms([0, 1]) : []),
  ...[P, -P, Q, -Q].map((point, k) => ({ of: k + 1, factor: point ** power })),
  ...(power === 3 ? terms([5, 1]) : []),
]);

/** Whether a convolution may take four outputs at a time where that saves enough. */
export function canTile(offsets: readonly number[], depth: number, width: number): boolean {
  return offsets.join() === "-1,0,1" && depth * width >= TENSORFLOW.tileWeights;
}

function tilesIn(length: number): number {
  return Math.ceil(length / TILE);
}

/** How many products of a row and a tap the tiles of a video save, which has so many rows. */
export function savedByTiles(rows: number, length: number): number {
  return 3 * rows - TILE_PRODUCTS * tilesIn(length);
}

/** The tiles of some videos of a batch. */
export interface Tiles {
  /** The videos, by their place in the batch. */
  readonly videos: readonly number[];
  /** Of a video. */
  readonly perVideo: number;
  /** Of all these videos. */
  readonly count: number;
}

/** The tiles of videos with so many snippets. */
export function tilesOf(videos: readonly number[], length: number): Tiles {
  const perVideo = tilesIn(length);
  return { videos, perVideo, count: videos.length * perVideo };
}

/** What product k count + tile reads, `index` [B length] being the rows of all snippets; there are none outside of a video. */
export function tileReads({ videos, perVideo, count }: Tiles, index: Int32Array, length: number): SumTerms {
  const reads = sumTerms(READS.flat().length * count);
  READS.forEach((terms, k) => {
    videos.forEach((video, place) => {
      for (let tile = 0; tile < perVideo; tile++) {
        for (const { of, factor } of terms) {
          const t = TILE * tile + of;
          if (t < 0 || t >= length) continue;
          reads.add(k * count + place * perVideo + tile, index[video * length + t]!, factor);
        }
      }
    });
  });
  return reads;
}

/** Adds what snippet t of the video at a place among the tiled ones sums up, from product `first` on, into an output row. */
export function addTileGives(
  sums: SumTerms,
  output: number,
  { perVideo, count }: Tiles,
  place: number,
  t: number,
  first: number,
): void {
  const product = first + place * perVideo + Math.floor(t / TILE);
  for (const { of, factor } of GIVES[t % TILE]!) sums.add(output, product + of * count, factor);
}

/** The weights of the products, row k depth + d, from rows d 3 + tap; the taps in reverse where `reversed`. */
export function tileFilters(depth: number, reversed: boolean): SumTerms {
  const filters = sumTerms(FILTERS.flat().length * depth);
  FILTERS.forEach((terms, k) => {
    for (let d = 0; d < depth; d++) {
      for (const { of, factor } of terms) {
        filters.add(k * depth + d, d * 3 + (reversed ? 2 - of : of), factor);
      }
    }
  });
  return filters;
}
