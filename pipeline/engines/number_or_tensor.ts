/** Numbers that may be given as tensors. */
import type { NumberOrTensor } from "./engine.ts";

/** The number, read back where it is a tensor. */
export function numberOf(value: NumberOrTensor): number {
  return typeof value === "number" ? value : value.dataSync()[0]!;
}
