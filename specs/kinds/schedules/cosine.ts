/** Schedule `cosine`: half a wave. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { duration, warmUp } from "./options.ts";

/** At step t: to + (from - to) (1 + cos(pi min(1, (t - 1) / steps))) / 2, as PyTorch's cosine annealing. */
export const cosine = kind({
  kind: "cosine",
  summary: "Along half a cosine wave from one value to another, which then stays",
  options: (fields) =>
    z.strictObject({
      from: fields.value("The value at step 1"),
      to: fields.value("The value at the end").default(0),
      steps: duration(fields),
      warm_up: warmUp(fields),
    }),
});
