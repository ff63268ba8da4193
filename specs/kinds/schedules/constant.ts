/** Schedule `constant`: the same value at every step. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { warmUp } from "./options.ts";

/** The same value at every step, after a warm-up where there is one. */
export const constant = kind({
  kind: "constant",
  summary: "The same value at every step",
  options: (fields) => z.strictObject({ value: fields.value("The value"), warm_up: warmUp(fields) }),
});
