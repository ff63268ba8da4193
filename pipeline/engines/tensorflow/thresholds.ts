/**
 * The sizes from which on one form of a computation is faster than another, measured on two CPU threads without AVX-512.
 * `deno run -A bench/thresholds.ts` measures them again. They decide which form computes, and so the last bits of a run.
 */
export const THRESHOLDS = {
  /** Weights per tap from which on six products in tiles and the sums around them take less time than twelve. */
  tileWeights: 2 ** 15,
  /**
   * Products of a row and a tap that tiles must save in a batch: those of 1200 rows. Tiles of fewer are products of under
   * 300 rows, at which the library is slow.
   */
  tileSavings: 1800,
  /** The same in a sampled batch, whose other products go on: 1100 with 2048 channels, 2500 with 512. */
  sampledTileSavings: 1200,
  /**
   * Rows for a snippet of a batch up to which fewer products outweigh adding them up. Every engine trains by it, so that
   * the same batches are sampled on each.
   */
  sampledShare: 0.9,
  /** Columns up to which the product of a tall matrix, turned over, is slow: a quarter to a half of its speed. */
  fewColumns: 64,
} as const;
