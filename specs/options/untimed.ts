/** What is told of a number that should change with the steps, where a schedule says so. */
import type { ConstantCause } from "./constant_cause.ts";

/** An evaluation whose mistakes about the inputs that count steps say what to write instead. */
export function untimed(evaluate: (text: string) => number): (text: string) => number {
  return (text) => {
    try {
      return evaluate(text);
    } catch (error) {
      if (!(error instanceof RangeError) || !/\b(progress|step)\b/.test(text)) throw error;
      const hint = "a schedule changes from step to step, for instance { kind: linear, from: 0, to: 1 }";
      throw new RangeError(error.message, { cause: { ...error.cause as ConstantCause, hint } });
    }
  };
}
