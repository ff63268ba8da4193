/**
 * The sizes from which on one form of a computation is faster than another. They decide which form computes, and so the
 * last bits of a run.
 */

/** Of every engine, so that the same batches are sampled on each; measured with those of tensorflow. */
export const SAMPLING = {
  /** Rows for a snippet of a batch up to which fewer products outweigh adding them up. */
  sampledShare: 0.9,
} as const;

/** Of tensorflow, measured on two CPU threads without AVX-512; `deno run -A bench/thresholds.ts` measures them again. */
export const TENSORFLOW = {
  /** Weights per tap from which on six products in tiles and the sums around them take less time than twelve. */
  tileWeights: 2 ** 15,
  /**
   * Products of a row and a tap that tiles must save in a batch: those of 1200 rows. Tiles of fewer are products of under
   * 300 rows, at which the library is slow.
   */
  tileSavings: 1800,
  /** The same in a sampled batch, whose other products go on: 1100 with 2048 channels, 2500 with 512. */
  sampledTileSavings: 1200,
  /** Columns up to which the product of a tall matrix, turned over, is slow: a quarter to a half of its speed. */
  fewColumns: 64,
  /** Values of rows up to which adding them up one by one is faster than the product of a sparse matrix. */
  narrowRows: 32,
  /** Rows and columns that products in bfloat16 must have, all of them, to be faster than in float32. */
  bfloat16Side: 64,
} as const;

/**
 * Of webgpu: from which on the product of matrices in tiles is faster than that of TensorFlow.js, and is divided among
 * workgroups. `bench step small --set engine=webgpu` measures what they decide.
 */
export const WEBGPU = {
  /** Fewer rows or columns leave most of a tile empty. */
  leastSide: 16,
  /** Multiplications of one product below which the kernels of TensorFlow.js do. */
  leastWork: 2 ** 20,
  /** Workgroups that keep a large GPU busy. */
  workgroups: 256,
  /** Terms of a sum that are worth a workgroup of their own. */
  leastTerms: 256,
  /** Numbers of rows of sampled batches of one size: more waste less on zeros, and take longer to be recorded all. */
  rowCounts: 16,
} as const;
