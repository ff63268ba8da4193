/** Test sampler `all`: every snippet. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Every snippet, whatever T is. */
export const all = kind({
  kind: "all",
  summary: "Every snippet, whatever T is",
  options: () => z.strictObject({}),
});
