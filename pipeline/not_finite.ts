/** Numbers that are not finite where a run needs them. */
import { RunError } from "../specs/diagnostics/diagnostics.ts";

/** A run whose weights, gradients or maps are not finite: its recipe leads there, so going on with it does not help. */
export class NotFinite extends RunError {
  override name = "NotFinite";
}

/** Whether all values are finite. One pass without branches, which is several times as fast as a search. */
export function allFinite(values: Float32Array): boolean {
  // 0 times a value that is not finite is NaN. Two sums, since each addition waits for the one before.
  let [even, odd] = [0, 0];
  const pairs = values.length & ~1;
  for (let i = 0; i < pairs; i += 2) {
    even += values[i]! * 0;
    odd += values[i + 1]! * 0;
  }
  if (pairs < values.length) even += values[pairs]! * 0;
  return even + odd === 0;
}
