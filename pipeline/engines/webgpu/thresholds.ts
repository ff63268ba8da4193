/**
 * The sizes from which on the product of matrices in tiles is faster than that of TensorFlow.js, and is divided among
 * workgroups. `deno task bench step small --set engine=webgpu` measures what they decide.
 */
export const THRESHOLDS = {
  /** Fewer rows or columns leave most of a tile empty. */
  leastSide: 16,
  /** Multiplications of one product below which the kernels of TensorFlow.js do. */
  leastWork: 2 ** 20,
  /** Workgroups that keep a large GPU busy. */
  workgroups: 256,
  /** Terms of a sum that are worth a workgroup of their own. */
  leastTerms: 256,
} as const;
