/** Clipping `norm`: all gradients together have a longest length. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Every gradient times min(1, max / (norm + 1e-6)), the norm being over all of them, as PyTorch computes it. */
export const norm = kind({
  kind: "norm",
  summary: "All gradients scaled down together where their norm is too large",
  options: ({ number }) =>
    z.strictObject({ max: number("Largest Euclidean norm of all gradients together", { above: 0 }) }),
});
