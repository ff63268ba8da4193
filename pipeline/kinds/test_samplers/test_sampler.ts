/** What a test sampler does. */

/** The rows of a video of L = `length` snippets that inference sees, [T'], never falling; T = `count` is the recipe's. */
export type TestSampler = (length: number, count: number) => Int32Array;
