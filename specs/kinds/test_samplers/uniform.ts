/** Test sampler `uniform`: long videos thinned to T snippets. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Every snippet up to T, evenly spread beyond. */
export const uniform = kind({
  kind: "uniform",
  summary: "Every snippet of a video of at most T, and T evenly spread ones of a longer one",
  options: () => z.strictObject({}),
});
