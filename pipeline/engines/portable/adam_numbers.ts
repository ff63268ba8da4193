/** The numbers of a step of Adam, where its formula is computed as it stands. */
import type { AdamOptions } from "../engine.ts";

/** rate / (1 - b1^step); 1 / sqrt(1 - b2^step), which the root of v is multiplied by; and what is added to that. */
export function adamNumbers(
  { beta1, beta2, epsilon, epsilonOn }: AdamOptions,
  step: number,
  rate: number,
): { rate: number; rootScale: number; epsilon: number } {
  const rootScale = 1 / Math.sqrt(1 - beta2 ** step);
  return {
    rate: rate / (1 - beta1 ** step),
    rootScale,
    epsilon: epsilonOn === "corrected" ? epsilon : epsilon * rootScale,
  };
}
