/**
 * Operations on much memory, which run one after the other in the order of the program: each of them keeps all threads
 * busy, and several at a time would hold what the program would have freed in between.
 */
import type { Attribute } from "../binding/attributes.ts";

/** Tensors of so many elements and more are much memory. */
const MANY = 2 ** 22;

/** Whether an operation reads or makes a large tensor; -1 is a size that varies, which may be any. */
export function isHeavy(
  name: string,
  attributes: readonly Attribute[],
  inputs: readonly (readonly number[])[],
): boolean {
  if (inputs.some((shape) => sizeOf(shape) >= MANY)) return true;
  if (name !== "MatMul") return false;
  const isTurned = (which: string) => attributes.find(({ name }) => name === which)?.value === true;
  const [a, b] = inputs as [readonly number[], readonly number[]];
  return sizeOf([a[isTurned("transpose_a") ? 1 : 0]!, b[isTurned("transpose_b") ? 0 : 1]!]) >= MANY;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, n) => size * (n < 0 ? Infinity : n), 1);
}
