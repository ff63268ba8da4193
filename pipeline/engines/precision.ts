/** The precision in which a recipe wants to be trained, and what the engine has of it. */
import type { Engine } from "./engine.ts";

/** float32 throughout, or products of layers in bfloat16. */
export type Precision = "float32" | "mixed";

/** What layers and functions are computed by. */
export type Arithmetic = Pick<Engine, "primitives" | "planner">;

/** What computes training steps. */
export interface TrainingArithmetic extends Arithmetic {
  /** What it computes in. */
  readonly precision: Precision;
  /** Why that is not what was wanted, where it is not: a clause. */
  readonly lacking?: string;
}

/** What computes training steps, for people; nothing where that is what every recipe has by default. */
export function precisionText({ precision, lacking }: TrainingArithmetic): string | undefined {
  if (precision === "mixed") {
    return "those of layers in bfloat16, added up in float32 (training.precision: mixed)";
  }
  return lacking === undefined ? undefined : `in float32, although training.precision is mixed: ${lacking}`;
}

/** The arithmetic of the wanted precision, or float32 where the engine does not have it. */
export function arithmeticFor(
  { name, primitives, planner, mixed }: Arithmetic & Pick<Engine, "name" | "mixed">,
  wanted: Precision,
): TrainingArithmetic {
  const float32 = { primitives, planner, precision: "float32" } as const;
  if (wanted === "float32") return float32;
  if (!mixed) return { ...float32, lacking: `the engine ${name} multiplies in float32 alone` };
  return "lacking" in mixed ? { ...float32, ...mixed } : { ...mixed, precision: "mixed" };
}
