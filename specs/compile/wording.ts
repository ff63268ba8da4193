/** What is told of values that losses and statistics have. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { showType, type TensorType } from "../types.ts";

/** A value with axes where `what`, such as "A loss", takes a scalar. */
export function noScalar(what: string, at: string, type: TensorType, place: Place): Diagnostic {
  return {
    message: `${what} must be a scalar: ${at} is ${showType(type)}`,
    place,
    hint: "reduce it, for instance with mean(..., B)",
  };
}
