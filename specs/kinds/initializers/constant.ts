/** Initial values `constant`. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** One value everywhere. */
export const constant = kind({
  kind: "constant",
  summary: "One value everywhere, biases 0",
  options: ({ number }) => z.strictObject({ value: number("The value") }),
});
