/** Group `absolute`: thresholds that are values of the map. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { STRICT } from "./strict.ts";

/** Intervals of samples that reach a threshold and are above 0. */
export const absolute = kind({
  kind: "absolute",
  summary: "Intervals of samples that reach a threshold and are above 0; this kind need not be written",
  options: ({ range }) =>
    z.strictObject({ thresholds: range("Thresholds on the normalized, upsampled map"), strict: STRICT }),
});
