/** Schedule `linear`: along a line. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { duration, warmUp } from "./options.ts";

/** At step t: from + (to - from) min(1, (t - 1) / steps). */
export const linear = kind({
  kind: "linear",
  summary: "Along a line from one value to another, which then stays",
  options: (fields) =>
    z.strictObject({
      from: fields.value("The value at step 1"),
      to: fields.value("The value at the end"),
      steps: duration(fields),
      warm_up: warmUp(fields),
    }),
});
