/** Numbers that are not finite where a run needs them. */
import { RunError } from "../specs/diagnostics/diagnostics.ts";

/** A run whose weights, gradients or maps are not finite: its recipe leads there, so going on with it does not help. */
export class NotFinite extends RunError {
  override name = "NotFinite";
}

/** Whether all values are finite. One pass without branches, which is several times as fast as a search. */
export function allFinite(values: Float32Array): boolean {
  // 0 times a value that is not finite is NaN.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0;
  return sum === 0;
}
