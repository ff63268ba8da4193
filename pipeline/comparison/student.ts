/** Student's t distribution. */
import jstat from "jstat";

/** What is used of jStat. */
interface Distribution {
  cdf(x: number, freedom: number): number;
  inv(p: number, freedom: number): number;
}

const { studentt } = jstat as unknown as { readonly studentt: Distribution };

/** The value that a t of `freedom` degrees of freedom stays below with probability `p`. */
export function studentQuantile(p: number, freedom: number): number {
  return studentt.inv(p, freedom);
}

/** The probability that a t of `freedom` degrees of freedom exceeds `t`. */
export function studentTail(t: number, freedom: number): number {
  if (t === Infinity) return 0;
  if (t === -Infinity) return 1;
  // The lower tail has all its digits where the upper one is what is left of 1.
  return studentt.cdf(-t, freedom);
}
