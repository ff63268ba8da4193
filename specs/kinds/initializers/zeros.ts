/** Initial values `zeros`. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Nothing but zeros. */
export const zeros = kind({
  kind: "zeros",
  summary: "Every value 0",
  options: () => z.strictObject({}),
});
