/** Format `npy`: what numpy.save writes. */
import { z } from "zod";
import { format } from "./format.ts";

/** A matrix of floats. */
export const npy = format({
  kind: "npy",
  summary:
    "What numpy.save writes: a matrix [snippets, values] of little-endian float16, float32 or float64, rows or columns " +
    "together",
  endings: [".npy"],
  options: () => z.strictObject({}),
});
